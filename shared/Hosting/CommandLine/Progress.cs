namespace Omnichannel.Hosting;

/// <summary>Rate, share done and time left: one line that moves on a terminal, a plain line every few seconds elsewhere.</summary>
public sealed class Progress(TextWriter output, bool isTerminal, TimeProvider time)
{
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(isTerminal ? 0.2 : 5);
    private readonly long _started = time.GetTimestamp();
    private long _shown;
    private long _events;

    /// <param name="events">How many are done.</param>
    /// <param name="share">Of the whole, 0 to 1; null where there is no whole.</param>
    public void Report(long events, double? share)
    {
        _events = events;
        if (_shown != 0 && time.GetElapsedTime(_shown) < _pause)
            return;
        _shown = time.GetTimestamp();
        var seconds = Math.Max(time.GetElapsedTime(_started).TotalSeconds, 0.001);
        var line = $"{events:N0} events, {events / seconds:N0}/s";
        if (share is { } done)
            line += $", {done:P0} done, {Left(seconds, done)} left";
        if (isTerminal)
            output.Write($"\r{line}   ");
        else
            output.WriteLine(line);
    }

    /// <summary>A line beside the numbers, which stays.</summary>
    public void Say(string sentence) => output.WriteLine(isTerminal ? $"\r{sentence}" : sentence);

    /// <summary>The line that stays.</summary>
    public void Done()
    {
        if (isTerminal)
            output.Write('\r');
        output.WriteLine($"{_events:N0} events in {time.GetElapsedTime(_started).TotalSeconds:N1} s.                              ");
    }

    private static string Left(double seconds, double done)
    {
        var left = TimeSpan.FromSeconds(Math.Min(seconds * (1 - done) / Math.Max(done, 0.0001), 360_000));
        return left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left:mm\\:ss}" : $"{left:mm\\:ss}";
    }
}

namespace Omnichannel.Server;

/// <summary>Rate, share done and time left: one line that moves on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class Progress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(Console.IsOutputRedirected ? 5 : 0.2);
    private readonly long _started = time.GetTimestamp();
    private long _shown;
    private long _done;

    public void Report(long done, long total)
    {
        _done = done;
        if (_shown != 0 && time.GetElapsedTime(_shown) < Pause)
            return;
        _shown = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var rate = done / Math.Max(seconds, 0.001);
        var left = TimeSpan.FromSeconds((total - done) / Math.Max(rate, 1));
        var line = $"{done:N0} of {total:N0} ({(total == 0 ? 1 : (double)done / total):P0}), {rate:N0}/s, {left:mm\\:ss} left";
        if (Console.IsOutputRedirected)
            output.WriteLine(line);
        else
            output.Write($"\r{line}   ");
    }

    public void Done()
    {
        if (!Console.IsOutputRedirected)
            output.Write('\r');
        output.WriteLine($"{_done:N0} events in {time.GetElapsedTime(_started).TotalSeconds:N1} s.                              ");
    }
}

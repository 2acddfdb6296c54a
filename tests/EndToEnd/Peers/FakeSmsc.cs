using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Omnichannel.EndToEnd;

/// <summary>
/// Kannel's own fake SMS centre (<c>fakesmsc</c>): brings the message it was given on its command line to the gateway once, and prints what
/// the gateway hands it for phones.
/// </summary>
internal sealed class FakeSmsc : IAsyncDisposable
{
    public const string Program = "/usr/lib/kannel/test/fakesmsc";
    private readonly Process _process;

    private FakeSmsc(Process process) => _process = process;

    /// <summary>What came for phones: <c>&lt;from to kind text&gt;</c>.</summary>
    public ConcurrentQueue<string> Got { get; } = new();

    /// <param name="message">As <c>from to text words</c> or <c>from to ucs2 %05%32</c>.</param>
    public static FakeSmsc Start(int port, string message)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in new[] { "-H", "127.0.0.1", "-r", port.ToString(CultureInfo.InvariantCulture), "-i", "0.1", "-m", "1", message })
            start.ArgumentList.Add(argument);
        var smsc = new FakeSmsc(Process.Start(start)!);
        smsc._process.OutputDataReceived += (_, line) => smsc.Hear(line.Data);
        smsc._process.ErrorDataReceived += (_, line) => smsc.Hear(line.Data);
        smsc._process.BeginOutputReadLine();
        smsc._process.BeginErrorReadLine();
        return smsc;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null || !line.Contains("Got message ", StringComparison.Ordinal))
            return;
        Got.Enqueue(line[line.IndexOf('<', StringComparison.Ordinal)..]);
    }
}

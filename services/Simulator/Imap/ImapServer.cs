using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>The IMAP server with our own mailbox, where the simulator is told to play one.</summary>
internal sealed class ImapServer(SimulatorOptions options, MailAccount account, OurMailbox mailbox, ILogger<ImapServer> log) : IHostedService, IDisposable
{
    private readonly LoopbackListener _listener = new("IMAP server", (stream, ct) => new ImapSession(stream, account.Mail, mailbox).RunAsync(ct), log);

    /// <summary>Null when there is none.</summary>
    public int? Port => options.Mailbox ? _listener.Port : null;

    public Task StartAsync(CancellationToken ct)
    {
        if (options.Mailbox)
            _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => _listener.StopAsync();

    public void Dispose() => _listener.Dispose();
}

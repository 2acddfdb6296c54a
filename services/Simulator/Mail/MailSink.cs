using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <summary>The SMTP server that receives our mail.</summary>
internal sealed class MailSink(MailInbox inbox, MailAccount account, ILogger<MailSink> log) : IHostedService, IDisposable
{
    private readonly LoopbackListener _listener = new(
        "mail server",
        async (stream, ct) =>
        {
            using var dialogue = new SinkDialogue(stream, account.Mail, inbox);
            await dialogue.RunAsync(ct);
        },
        log);

    public int Port => _listener.Port;

    public Task StartAsync(CancellationToken ct)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => _listener.StopAsync();

    public void Dispose() => _listener.Dispose();
}

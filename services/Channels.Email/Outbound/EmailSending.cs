using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>Carries out the orders to send a mail.</summary>
internal sealed class EmailSending : IHandle<SendMessage>
{
    private readonly SendHandler _loop;

    public EmailSending(SmtpSender sender, SendMarks marks, IConfiguration configuration, IIntake intake, TimeProvider time, ILogger<SendHandler> log)
    {
        marks.Sweep();
        _loop = new SendHandler(sender, LimitsOf(configuration.GetSection("Email:Smtp")), intake, time, log);
    }

    public Task HandleAsync(SendMessage message, Delivery delivery, CancellationToken ct) => _loop.HandleAsync(message, delivery, ct);

    /// <summary>Mail servers think for longer than others: they look at the content before they answer.</summary>
    private static SendLimits LimitsOf(IConfigurationSection section)
    {
        var limits = SendLimits.Read(section);
        return section["Timeout"] is null ? limits with { Timeout = TimeSpan.FromMinutes(1) } : limits;
    }
}

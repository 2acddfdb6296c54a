using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// Makes the content of an authentic request durable, over HTTP or SMTP: its files first, then its facts, or the request itself as an
/// input of its own when it cannot be read.
/// </summary>
public sealed partial class WebhookIntake(IIntake intake, IAttachmentStore files, AttachmentOptions limits, TimeProvider time, ILogger<WebhookIntake> log)
{
    /// <summary>Returns once it is durable.</summary>
    /// <returns>False when it could not be read and was parked.</returns>
    public async Task<bool> AcceptAsync(IWebhookReader reader, WebhookRequest request, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var reading = reader.Read(request, now);
        if (reading.Unreadable is null)
            await AcceptAsync(reading, ct);
        else
            await ParkAsync(reader, request, reading.Unreadable, ct);
        return reading.Unreadable is null;
    }

    /// <summary>Keeps what cannot be read, as an input of its own.</summary>
    /// <param name="reason">A stable code.</param>
    public async Task ParkAsync(IWebhookReader reader, WebhookRequest request, string reason, CancellationToken ct)
    {
        var kept = reader.Keep(request);
        var id = InputHeard.IdOf(reader.Provider, reader.Endpoint, kept.Body);
        Log.Parked(log, id, reader.Provider, reason);
        await intake.AcceptAsync(
            [new InputHeard(id, reader.Channel, reader.Provider, reader.Endpoint, kept.ContentType, kept.Body, reason, time.GetUtcNow())], ct);
    }

    /// <summary>The same for what has been read already.</summary>
    public async Task AcceptAsync(WebhookResult reading, CancellationToken ct)
    {
        foreach (var file in reading.Files)
        {
            using var content = new MemoryStream(file.Content, writable: false);
            await files.SaveAsync(file.Id, content, file.Name, file.ContentType, limits.MaxSize, ct);
        }

        if (reading.Heard.Count > 0)
            await intake.AcceptAsync(reading.Heard, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Input {InputId} of {Provider} cannot be read: {Reason}. It is kept")]
        public static partial void Parked(ILogger log, Guid inputId, string provider, string reason);
    }
}

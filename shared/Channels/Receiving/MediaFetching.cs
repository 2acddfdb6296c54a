using System.Net;
using MassTransit;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// Fetches what came with a message and stores it here. What is surely lost (gone, too large, not what was announced) is reported as lost;
/// when the provider only fails for now, nothing is reported and the fetch is dispatched again.
/// </summary>
public sealed partial class MediaFetching(
    IEnumerable<IMediaSource> sources, IAttachmentStore store, BusPublisher publisher, TimeProvider time, ILogger<MediaFetching> log)
    : IHandle<FetchAttachments>
{
    public async Task HandleAsync(FetchAttachments message, Delivery delivery, CancellationToken ct)
    {
        var source = sources.FirstOrDefault(candidate => candidate.Channel == message.Channel && candidate.Provider == message.Provider);
        var fetched = new List<Attachment>();
        foreach (var (attachment, place) in message.Attachments.Select((attachment, place) => (attachment, place)))
        {
            if (await FetchAsync(source, attachment, DerivedId.From("attachment", message.MessageId.ToString(), $"{place}"), ct) is not { } one)
            {
                Log.Later(log, message.MessageId, message.Provider);
                return;
            }

            fetched.Add(one);
        }

        await publisher.PublishAsync(new AttachmentsFetched(message.MessageId, message.ConversationId, fetched, time.GetUtcNow()), ct);
    }

    /// <summary>Listens for this channel's orders.</summary>
    public static void AddTo(IBusRegistrationConfigurator bus, string channel) =>
        bus.AddQueue<FetchAttachments, MediaFetching>($"{channel}.fetch-attachments", channel);

    /// <summary>Null = not now.</summary>
    private async Task<Attachment?> FetchAsync(IMediaSource? source, Attachment attachment, Guid id, CancellationToken ct)
    {
        if (attachment.StoredId() is not null || attachment.Problem is not null)
            return attachment;
        if (source is null)
            return attachment with { Problem = "attachment.no-source" };
        if (attachment.Size > source.MaxSize)
            return attachment with { Problem = "attachment.too-large" };
        try
        {
            await using var content = await source.OpenAsync(attachment, ct);
            var stored = await store.SaveAsync(id, content, attachment.Name, attachment.ContentType, source.MaxSize, ct);
            if (attachment.Sha256 is null || string.Equals(stored.Sha256, attachment.Sha256, StringComparison.OrdinalIgnoreCase))
                return stored.ToContract();
            await store.DeleteAsync(id, ct);
            return attachment with { Problem = "attachment.hash-wrong" };
        }
        catch (AttachmentTooLargeException)
        {
            return attachment with { Problem = "attachment.too-large" };
        }
        catch (HttpRequestException exception) when (GuardedHttp.IsForbidden(exception))
        {
            return attachment with { Problem = "attachment.address-forbidden" };
        }
        catch (HttpRequestException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden)
        {
            return attachment with { Problem = "attachment.gone" };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Attachments of message {MessageId} wait: {Provider} did not give them")]
        public static partial void Later(ILogger log, Guid messageId, string provider);
    }
}

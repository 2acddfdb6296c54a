using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>
/// The log on RabbitMQ: every event as a CloudEvent to the topic exchange <c>omnichannel.events</c>, in position order, without personal
/// fields. What the broker has not confirmed is published again, so a listener may see it twice, and never misses one.
/// </summary>
internal sealed class ExchangeFeed(ExchangeOptions options) : ISubscriber, IAsyncDisposable
{
    /// <summary>Unconfirmed events at once: what a lost broker may have and be given again.</summary>
    internal const int Window = 250;

    private CloudEventChannel? _channel;
    private long _confirmed;

    public string Name => "exchange-1";

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        // After a failure the same events come again; what had been confirmed by then is passed over.
        var due = events.Select(followed => followed.Recorded)
            .Where(recorded => recorded.Position > _confirmed && !FeedRange.Hidden.Contains(recorded.Category)).ToList();
        if (due.Count == 0)
            return false;
        try
        {
            var channel = await OpenAsync(ct);
            foreach (var window in due.Chunk(Window))
            {
                foreach (var recorded in window)
                    channel.Publish(recorded, ct);
                await channel.ConfirmAsync();
                _confirmed = window[^1].Position;
            }
        }
        catch
        {
            await CloseAsync();
            throw;
        }

        return true;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<CloudEventChannel> OpenAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: false })
            await CloseAsync();
        return _channel ??= await CloudEventChannel.OpenAsync(
            options.Broker, CloudEventChannel.DefaultExchange, showPersonal: false, "omnichannel feeds", ct);
    }

    private async ValueTask CloseAsync()
    {
        var channel = _channel;
        _channel = null;
        if (channel is not null)
            await channel.DisposeAsync();
    }
}

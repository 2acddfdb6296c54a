namespace Omnichannel.Contracts.Events;

/// <summary>Which provider a channel sends over. Stream <c>sending-{channel}</c>.</summary>
public abstract record SendingEvent
{
    private SendingEvent()
    {
    }

    /// <param name="From">The provider that was first choice until now.</param>
    /// <param name="To">The one that is now.</param>
    /// <param name="Reason"><c>provider.failing</c>, <c>provider.slow</c> or <c>provider.recovered</c>.</param>
    [EventType("sending.provider-switched.v1")]
    public sealed record ProviderSwitched(string Channel, string From, string To, string Reason, DateTimeOffset At) : SendingEvent;
}

namespace Omnichannel.Contracts.Messages;

/// <summary>A provider reported that everything of ours up to a moment has reached somebody, or was read by them.</summary>
/// <param name="Citizen">The citizen whom it reached.</param>
/// <param name="Until">By the provider's clock.</param>
/// <param name="State"><see cref="DeliveryState.Delivered"/> or <see cref="DeliveryState.Read"/>.</param>
public sealed record WatermarkHeard(
    string Channel, string Provider, ContactPoint Citizen, DateTimeOffset Until, DeliveryState State, DateTimeOffset HeardAt) : IInboundFact
{
    public Guid Id => DerivedId.From(
        "watermark", Channel, Provider, Citizen.Kind, Citizen.Address, $"{Until.UtcTicks}", State.ToString());
}

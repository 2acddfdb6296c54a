namespace Omnichannel.Contracts.Messages;

/// <summary>Order to the voice channel: connect a caller who waits with the phone of the agent who takes the call.</summary>
/// <param name="PickupId">Identifies the pick-up; its outcome carries the same id (<see cref="PickupOutcome"/>).</param>
/// <param name="Queue">Where the caller waits.</param>
/// <param name="Place">As in <see cref="CallWait.Place"/>; null = none.</param>
/// <param name="Ours">Our number that was called.</param>
/// <param name="Phone">The agent's: E.164 or <c>sip:</c>.</param>
public sealed record ConnectCall(
    Guid PickupId, Guid ConversationId, string Provider, string ProviderCallId, string Queue, string? Place, string Ours, string Phone, DateTimeOffset At);

/// <summary>Order to the voice channel: ring an agent's phone, then the citizen's, and connect them.</summary>
/// <param name="ProviderCallId">The call in which the citizen requested it.</param>
public sealed record PlaceCallback(
    Guid PickupId, Guid ConversationId, string Provider, string ProviderCallId, ContactPoint Citizen, string Ours, string Phone, DateTimeOffset At);

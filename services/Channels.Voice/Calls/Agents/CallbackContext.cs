using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>What a call-back is for: it travels in the addresses that Twilio is given, which its signature covers.</summary>
/// <param name="CallId">The provider's id of the call in which it was requested.</param>
internal sealed record CallbackContext(Guid TakeId, Guid ConversationId, string CallId, ContactPoint Citizen)
{
    public static CallbackContext Of(PlaceCallback order) => new(order.PickupId, order.ConversationId, order.ProviderCallId, order.Citizen);

    public static CallbackContext? Of(CallRequest request) =>
        Guid.TryParse(request.Query("take"), out var take) && Guid.TryParse(request.Query("conversation"), out var conversation)
            && request.Query("call") is { } call && request.Query("citizen") is { } citizen
            ? new CallbackContext(take, conversation, call, ContactPoint.Of(VoiceModule.ChannelName, citizen))
            : null;

    public string Url(TwilioVoiceOptions options, string route) => options.Url(
        $"{route}?take={TakeId}&conversation={ConversationId}&call={Uri.EscapeDataString(CallId)}&citizen={Uri.EscapeDataString(Citizen.Address)}");

    /// <summary>About the requested call-back.</summary>
    /// <param name="problem">Null = the citizen has answered.</param>
    public CallHeard Outcome(string? problem, DateTimeOffset at) => new(
        TwilioVoiceOptions.Provider, CallId, CallDirection.Inbound, null, null, $"take-{TakeId}-{problem ?? "connected"}",
        new CallFact { Taken = new PickupOutcome(TakeId, problem) }, at);

    /// <summary>About the call-back itself, which is a call of ours to the citizen: known by the id of the agent's call.</summary>
    public CallHeard CallFactOf(CallRequest request, string factId, CallFact fact, DateTimeOffset at) => new(
        TwilioVoiceOptions.Provider, request.ParentSid ?? request.Sid, CallDirection.Outbound, Citizen, request.Ours, factId, fact, at)
    {
        ConversationId = ConversationId,
    };
}

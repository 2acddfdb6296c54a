namespace Omnichannel.Contracts;

public enum CallDirection
{
    /// <summary>The citizen called us.</summary>
    Inbound,

    /// <summary>We called the citizen.</summary>
    Outbound,
}

/// <summary>
/// One thing that happened to a telephone call: exactly one part is set. Parts instead of subtypes, for a database may give the members of
/// a JSON object back in another order, and a type mark would have to come first.
/// </summary>
public sealed record CallFact
{
    /// <summary>It rings at our side, or is about to ring at the citizen's.</summary>
    public CallRing? Rang { get; init; }

    public CallProgress? Progressed { get; init; }

    public CallChoice? Chose { get; init; }

    public CallWait? Queued { get; init; }

    public CallWait? LeftQueue { get; init; }

    public CallLeg? Leg { get; init; }

    public CallRecording? Recorded { get; init; }

    public CallTranscript? Transcribed { get; init; }

    /// <summary>Rather than wait, the citizen wants to be called back; the part says for which queue.</summary>
    public CallWait? CallbackWanted { get; init; }

    /// <summary>What became of an agent's taking of this call, or of the call-back that its caller waits for.</summary>
    public PickupOutcome? Taken { get; init; }
}

/// <param name="CallerName">What the telephone network says the caller is called; claimed, not proven.</param>
/// <param name="ForwardedFrom">The number that was dialled at first, when the call was passed on.</param>
/// <param name="Attestation">What the network says about the number's truth (STIR/SHAKEN), in the provider's words.</param>
/// <param name="MessageId">Of a call of ours: the message that it speaks.</param>
public sealed record CallRing(string? CallerName, string? ForwardedFrom, string? Attestation, Guid? MessageId);

/// <param name="Status"><c>queued</c>, <c>initiated</c>, <c>ringing</c>, <c>in-progress</c>, <c>completed</c>, <c>busy</c>, <c>no-answer</c>,
/// <c>failed</c> or <c>canceled</c>.</param>
/// <param name="Sequence">The provider's numbering of its reports, from 0: it orders them, their arrival does not.</param>
/// <param name="Seconds">How long it lasted, once it is over.</param>
/// <param name="AnsweredBy"><c>human</c>, <c>fax</c>, or a kind of machine; null when nobody listened for it.</param>
public sealed record CallProgress(string Status, int? Sequence, int? Seconds, string? AnsweredBy, string? ProviderCode);

/// <param name="Node">The node of the menu that asked.</param>
/// <param name="Target">Where the answer leads; null when it was none that the menu knows.</param>
/// <param name="Title">What that choice is called, for people.</param>
/// <param name="Confidence">0 to 1, of what was understood; null when unknown.</param>
public sealed record CallChoice(string Menu, string Node, string? Target, string? Title, string? Digits, string? Speech, double? Confidence);

/// <param name="Result">How the waiting ended, such as <c>bridged</c>, <c>hangup</c> or <c>queue-full</c>; null while it lasts.</param>
/// <param name="Seconds">How long it lasted.</param>
public sealed record CallWait(string Queue, string? Result, int? Seconds)
{
    /// <summary>Where in the channel's menu the caller waits, as the channel writes it: returned when an agent picks up the call.</summary>
    public string? Place { get; init; }
}

/// <param name="TakeId">Which taking.</param>
/// <param name="Problem">Why agent and citizen were not connected, such as <c>agent.no-answer</c>; null = they were.</param>
public sealed record PickupOutcome(Guid TakeId, string? Problem);

/// <summary>The part of a call that rings at an agent's phone.</summary>
/// <param name="LegId">The provider's id of it; null when the provider reports only how it ended.</param>
public sealed record CallLeg(string? LegId, string Status, int? Sequence, int? Seconds);

/// <param name="Status"><c>recorded</c> (not to be had yet), <c>completed</c> (can be fetched), <c>absent</c> or <c>failed</c>.</param>
/// <param name="Url">Where it can be fetched with the provider's credentials.</param>
public sealed record CallRecording(string RecordingId, string Status, string? Url, int? Seconds);

/// <param name="Text">Null when the provider understood nothing.</param>
public sealed record CallTranscript(string RecordingId, string? Text);

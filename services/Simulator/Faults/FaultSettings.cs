namespace Omnichannel.Simulator;

/// <summary>What goes wrong from now on; all off by default.</summary>
/// <param name="LatencyMs">The answer to a create call comes this much later; the message was taken before. Until switched off.</param>
/// <param name="Fail">
/// How the next create calls end: <c>429</c>, <c>500</c>, <c>503</c> (nothing was taken), <c>lost-answer</c> (taken, then the connection is
/// cut), <c>opted-out</c> (refused with 21610), <c>unknown-number</c> (taken, later undelivered with 30005).
/// </param>
/// <param name="Times">How many create calls still fail so; 1 by default.</param>
/// <param name="DuplicateWebhooks">Every webhook comes twice, with the same signature.</param>
/// <param name="ReorderStatuses">The statuses of a message come last one first.</param>
/// <param name="HoldStatuses">Statuses wait until this is switched off.</param>
internal sealed record FaultSettings(
    int LatencyMs, string? Fail, int Times, bool DuplicateWebhooks, bool ReorderStatuses, bool HoldStatuses)
{
    public const string TooMany = "429";
    public const string Broken = "500";
    public const string Busy = "503";
    public const string LostAnswer = "lost-answer";
    public const string OptedOut = "opted-out";
    public const string UnknownNumber = "unknown-number";

    public static FaultSettings None { get; } = new(0, null, 0, false, false, false);

    public static IReadOnlyList<string> Failures { get; } = [TooMany, Broken, Busy, LostAnswer, OptedOut, UnknownNumber];
}

using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

internal abstract partial record ConversationCommand
{
    /// <summary>One thing that happened to a call; opens the conversation when it is its first.</summary>
    public sealed record HearCall(
        Guid CitizenId,
        int Ordinal,
        Guid ContactPointId,
        ContactPoint ContactPoint,
        string Ours,
        string Provider,
        string ProviderCallId,
        CallDirection Direction,
        string FactId,
        CallFact Fact,
        DateTimeOffset At) : ConversationCommand;
}

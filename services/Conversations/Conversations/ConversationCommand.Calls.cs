using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

internal abstract partial record ConversationCommand
{
    /// <summary>One thing that happened to a call; opens the conversation when it is its first.</summary>
    public sealed record RecordCallEvent(
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

    /// <summary>An agent takes a call that waits.</summary>
    /// <param name="Phone">As <see cref="AgentPhone"/> reads it.</param>
    public sealed record PickUpCall(Guid CallId, Guid TakeId, string Phone, string Author, DateTimeOffset At) : ConversationCommand;

    /// <summary>An agent calls somebody back who requested it in a call.</summary>
    public sealed record CallBack(Guid CallId, Guid TakeId, string Phone, string Author, DateTimeOffset At) : ConversationCommand;
}

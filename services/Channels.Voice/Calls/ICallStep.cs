using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>What one of our addresses does with a request about a call: pure, and total.</summary>
internal interface ICallStep
{
    /// <summary>The address among the provider's, such as <c>gather</c>; empty for the first one.</summary>
    string Endpoint { get; }

    /// <param name="caller">Who is calling, where it was asked and answered in time.</param>
    CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now);
}

/// <summary>What was heard, and what the telephone network shall do next; null = it wants to hear nothing.</summary>
internal sealed record CallTurn(IReadOnlyList<IInboundFact> Heard, TwimlDocument? Answer)
{
    public static CallTurn Say(TwimlDocument answer) => new([], answer);

    public static CallTurn Report(params IReadOnlyList<IInboundFact> heard) => new(heard, null);
}

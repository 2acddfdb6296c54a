using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>What one of our addresses does with a request about a call: pure, and total.</summary>
internal interface ICallStep
{
    /// <summary>The address among the provider's, such as <c>gather</c>; empty for the first one.</summary>
    string Endpoint { get; }

    /// <param name="caller">Who is calling, where that was looked up in time.</param>
    CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now);
}

/// <summary>The facts, and what the telephone network shall do next; null = it expects no document.</summary>
internal sealed record CallTurn(IReadOnlyList<IInboundFact> Heard, TwimlDocument? Answer)
{
    public static CallTurn Say(TwimlDocument answer) => new([], answer);

    public static CallTurn Report(params IReadOnlyList<IInboundFact> heard) => new(heard, null);
}

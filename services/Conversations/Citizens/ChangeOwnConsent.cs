using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A citizen says on their own page what they want to be written for.</summary>
internal sealed class ChangeOwnConsent(CommandHandler handler) : IRequestHandler<ChangeConsent, ConsentChanged>
{
    public async Task<ConsentChanged> HandleAsync(ChangeConsent question, CancellationToken ct)
    {
        var handled = await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId),
            new CitizenCommand.Decide(question.Purpose, question.Wanted, question.Source, null, "citizen", question.At),
            CommandContext.First(question.RequestId, "citizen", question.At), ct);
        return new ConsentChanged(handled.Refusal?.Code);
    }
}

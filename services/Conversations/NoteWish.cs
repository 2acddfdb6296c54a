using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A citizen says on their own page what they want to be written for.</summary>
internal sealed class NoteWish(CommandHandler handler) : IAnswerQuestion<CitizenWish, CitizenWishNoted>
{
    public async Task<CitizenWishNoted> AnswerAsync(CitizenWish question, CancellationToken ct)
    {
        var handled = await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(question.CitizenId),
            new CitizenCommand.Decide(question.Purpose, question.Wanted, question.Source, null, "citizen", question.At),
            CommandContext.First(question.WishId, "citizen", question.At), ct);
        return new CitizenWishNoted(handled.Refusal?.Code);
    }
}

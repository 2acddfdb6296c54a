using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Tells whose an address is; who is not known is registered, with a name and a language where they are told.</summary>
internal sealed class TellCitizen(CommandHandler handler, CitizenOfContactPoint citizens) : IAnswerQuestion<CitizenAsked, CitizenTold>
{
    private const string Author = "conversations";

    public async Task<CitizenTold> AnswerAsync(CitizenAsked question, CancellationToken ct)
    {
        Guid? citizenId = null;
        var whose = new Correspondent(question.AskedId, question.ContactPoint, [], question.At);
        await citizens.UnlessErasedAsync(
            whose,
            async () =>
            {
                if (await citizens.FindOrRegisterAsync(whose, ct) is not var (_, found, citizen))
                    return;
                if (citizen.IsErased)
                    throw new CitizenErasedException();
                citizenId = found;
                await ProfileAsync(question, found, citizen, ct);
            },
            ct);
        return new CitizenTold(citizenId);
    }

    /// <summary>What is known already is not overwritten.</summary>
    private async Task ProfileAsync(CitizenAsked question, Guid citizenId, CitizenState citizen, CancellationToken ct)
    {
        var (name, language) = (citizen.Name ?? question.Name, citizen.Language ?? question.Language);
        if (name == citizen.Name && language == citizen.Language)
            return;
        await handler.HandleAsync(
            CitizenDecider.Decider, CitizenDecider.StreamOf(citizenId), new CitizenCommand.ChangeProfile(name, language, Author, question.At),
            CommandContext.First(DerivedId.From("profile", question.AskedId.ToString()), Author, question.At), ct);
    }
}

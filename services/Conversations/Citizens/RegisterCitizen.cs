using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Finds the citizen of an address, or registers a new one, with name and language where they are given.</summary>
internal sealed class RegisterCitizen(CommandHandler handler, CitizenIdentification citizens) : IRequestHandler<ResolveCitizen, CitizenResolved>
{
    private const string Author = "conversations";

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<ResolveCitizen, CitizenResolved, RegisterCitizen>("conversations.resolve-citizen");

    public async Task<CitizenResolved> HandleAsync(ResolveCitizen request, CancellationToken ct)
    {
        Guid? citizenId = null;
        var whose = new Sender(request.RequestId, request.ContactPoint, [], request.At);
        await citizens.RetryAfterErasureAsync(
            whose,
            async () =>
            {
                if (await citizens.FindOrRegisterAsync(whose, ct) is not var (_, found, citizen))
                    return;
                if (citizen.IsErased)
                    throw new CitizenErasedException();
                citizenId = found;
                await ProfileAsync(request, found, citizen, ct);
            },
            ct);
        return new CitizenResolved(citizenId);
    }

    /// <summary>What is known already is not overwritten.</summary>
    private async Task ProfileAsync(ResolveCitizen request, Guid citizenId, CitizenState citizen, CancellationToken ct)
    {
        var (name, language) = (citizen.Name ?? request.Name, citizen.Language ?? request.Language);
        if (name == citizen.Name && language == citizen.Language)
            return;
        await handler.HandleAsync(
            CitizenDecider.At(citizenId), new CitizenCommand.ChangeProfile(name, language, Author, request.At),
            CommandContext.First(DerivedId.From("profile", request.RequestId.ToString()), Author, request.At), ct);
    }
}

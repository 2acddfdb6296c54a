using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A citizen says on their own page what they want to be written for.</summary>
internal sealed class ChangeOwnConsent(CommandHandler handler) : IRequestHandler<ChangeConsent, ConsentChanged>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<ChangeConsent, ConsentChanged, ChangeOwnConsent>("conversations.change-consent");

    public async Task<ConsentChanged> HandleAsync(ChangeConsent request, CancellationToken ct)
    {
        var handled = await handler.HandleAsync(
            CitizenDecider.At(request.CitizenId),
            new CitizenCommand.Decide(request.Purpose, request.Wanted, request.Source, null, "citizen", request.At),
            CommandContext.First(request.RequestId, "citizen", request.At), ct);
        return new ConsentChanged(handled.Refusal?.Code);
    }
}

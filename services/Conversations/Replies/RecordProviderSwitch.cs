using MassTransit;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A channel sends over another provider from now on: on record, to explain later why a message came from another number.</summary>
internal sealed class RecordProviderSwitch(CommandHandler handler) : IHandle<ProviderSwitchHeard>
{
    private static readonly Decider<SendingEvent, SendingEvent, SwitchState> Decider = new("sending", new SwitchState(null), Decide, Evolve);

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddQueue<ProviderSwitchHeard, RecordProviderSwitch>("conversations.provider-switch-heard");

    public Task HandleAsync(ProviderSwitchHeard message, Delivery delivery, CancellationToken ct) => handler.HandleAsync(
        new Aggregate<SendingEvent, SendingEvent, SwitchState>(Decider, new StreamName("sending", message.Channel)),
        new SendingEvent.ProviderSwitched(message.Channel, message.From, message.To, message.Reason, message.HeardAt),
        CommandContext.First(message.Id, "channels", message.HeardAt), ct);

    private static Decision<SendingEvent> Decide(SendingEvent command, SwitchState state) =>
        command == state.Last ? Decision<SendingEvent>.Nothing : command;

    private static SwitchState Evolve(SwitchState state, SendingEvent @event) => new(@event);

    private sealed record SwitchState(SendingEvent? Last);
}

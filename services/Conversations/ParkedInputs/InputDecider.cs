using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>Input that no adapter could read, and whether it could be read later. Commands are the events that should follow.</summary>
internal static class InputDecider
{
    public static Decider<InputEvent, InputEvent, InputState> Decider { get; } = new("input", InputState.Initial, Decide, Evolve);

    public static Aggregate<InputEvent, InputEvent, InputState> At(Guid inputId) => new(Decider, StreamOf(inputId));

    public static StreamName StreamOf(Guid inputId) => new("input", inputId);

    public static Decision<InputEvent> Decide(InputEvent command, InputState state) => (command, state) switch
    {
        (InputEvent.Parked, { Parked: not null }) => Decision<InputEvent>.Nothing,
        (InputEvent.Parked, _) => command,
        (_, { Parked: null }) => Refusals.NoInput,
        (InputEvent.Erased or InputEvent.ReadAgain, { IsErased: true }) => Decision<InputEvent>.Nothing,
        (InputEvent.ReadAgain, { IsRead: true }) => Decision<InputEvent>.Nothing,
        _ => command,
    };

    public static InputState Evolve(InputState state, InputEvent @event) => @event switch
    {
        InputEvent.Parked e => state with { Parked = e },
        InputEvent.ReadAgain => state with { IsRead = true },
        InputEvent.Erased => state with { IsErased = true, Parked = state.Parked is { } parked ? parked with { Body = [] } : null },
        _ => state,
    };
}

internal sealed record InputState(InputEvent.Parked? Parked, bool IsRead)
{
    public bool IsErased { get; init; }

    public static InputState Initial { get; } = new(null, false);
}

using System.Data;
using System.Diagnostics;

namespace Omnichannel.EventSourcing;

/// <summary>Loads, decides, appends; decides again on a newer state when somebody else was faster.</summary>
public sealed class CommandHandler(IEventStore store, StreamStates states)
{
    private const int MaxAttempts = 20;

    /// <summary>Carries out one command on one stream.</summary>
    /// <exception cref="DBConcurrencyException">Others were faster twenty times in a row.</exception>
    public async Task<Handled<TState>> HandleAsync<TCommand, TEvent, TState>(
        Aggregate<TCommand, TEvent, TState> aggregate, TCommand command, CommandContext context, CancellationToken ct)
        where TEvent : class
        where TState : class
    {
        var (decider, stream) = aggregate;
        var fresh = !states.TryGet<TState>(stream, out var current);
        if (fresh)
            current = await CatchUpAsync(aggregate, new StreamState<TState>(decider.Initial, 0, 0), ct);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var decision = decider.Decide(command, current.State);
            if (decision.Refusal is not null || decision.Events.Count == 0)
            {
                if (fresh)
                    return new Handled<TState>(current.State, current.Version, current.Position, decision.Refusal);
                // Nothing that is not appended is checked by an expected version: a remembered state is not good enough for it.
                current = await CatchUpAsync(aggregate, current, ct);
                fresh = true;
                continue;
            }

            var result = await store.AppendAsync(new AppendRequest(stream, current.Version, Pack(decision.Events, context)), ct);
            if (result.Outcome == AppendOutcome.Appended)
            {
                var next = new StreamState<TState>(decision.Events.Aggregate(current.State, decider.Evolve), result.Version, result.Position);
                states.Remember(stream, next);
                return new Handled<TState>(next.State, next.Version, next.Position, null);
            }

            current = await CatchUpAsync(aggregate, current, ct);
            fresh = true;
            if (result.Outcome == AppendOutcome.Repeated)
                return new Handled<TState>(current.State, current.Version, Math.Max(current.Position, result.Position), null);
        }

        throw new DBConcurrencyException($"A stream of category {stream.Category} changed {MaxAttempts} times while one command was decided.");
    }

    /// <summary>The state of a stream as it stands in the log now; <c>Initial</c> at version 0 when there is no such stream.</summary>
    public async Task<Handled<TState>> LoadAsync<TCommand, TEvent, TState>(
        Aggregate<TCommand, TEvent, TState> aggregate, CancellationToken ct)
        where TEvent : class
        where TState : class
    {
        if (!states.TryGet<TState>(aggregate.Stream, out var known))
            known = new StreamState<TState>(aggregate.Decider.Initial, 0, 0);
        var current = await CatchUpAsync(aggregate, known, ct);
        return new Handled<TState>(current.State, current.Version, current.Position, null);
    }

    /// <summary>
    /// The state as last remembered, which may be old; as <see cref="LoadAsync"/> when nothing is remembered, or only that there was no such stream.
    /// </summary>
    public async Task<Handled<TState>> RecallAsync<TCommand, TEvent, TState>(
        Aggregate<TCommand, TEvent, TState> aggregate, CancellationToken ct)
        where TEvent : class
        where TState : class =>
        states.TryGet<TState>(aggregate.Stream, out var known) && known.Version > 0
            ? new Handled<TState>(known.State, known.Version, known.Position, null)
            : await LoadAsync(aggregate, ct);

    private async Task<StreamState<TState>> CatchUpAsync<TCommand, TEvent, TState>(
        Aggregate<TCommand, TEvent, TState> aggregate, StreamState<TState> from, CancellationToken ct)
        where TEvent : class
        where TState : class
    {
        var (decider, stream) = aggregate;
        var (state, version, position) = from;
        await foreach (var recorded in store.ReadStreamAsync(stream, version, ct))
        {
            if (EventCatalog.Deserialize(recorded) is TEvent e)
                state = decider.Evolve(state, e);
            (version, position) = (recorded.Version, recorded.Position);
        }

        var current = new StreamState<TState>(state, version, position);
        // An empty stream too: who looks whether there is one mostly begins it next.
        if (version > from.Version || version == 0)
            states.Remember(stream, current);
        return current;
    }

    private static NewEvent[] Pack<TEvent>(IReadOnlyList<TEvent> events, CommandContext context)
        where TEvent : class
    {
        var surroundings = new EventContext(
            context.At, context.CorrelationId.ToString(), context.CausationId?.ToString(), context.Actor, Activity.Current?.Id);
        var packed = new NewEvent[events.Count];
        for (var i = 0; i < packed.Length; i++)
        {
            var id = Contracts.DerivedId.From("event", context.CommandId.ToString(), i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            packed[i] = new NewEvent(id, EventCatalog.NameOf(events[i]), EventCatalog.Serialize(events[i]), surroundings);
        }

        return packed;
    }
}

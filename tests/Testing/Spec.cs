using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>
/// A decider's specification: given events, when a command, then events, nothing or a refusal. Every specification also checks the law that
/// a decision repeated after its events yields nothing.
/// </summary>
public sealed class Spec<TCommand, TEvent, TState>
    where TEvent : class
    where TState : class
{
    private readonly Decider<TCommand, TEvent, TState> _decider;
    private readonly TState _state;

    private Spec(Decider<TCommand, TEvent, TState> decider, IEnumerable<TEvent> given)
    {
        _decider = decider;
        _state = given.Aggregate(decider.Initial, decider.Evolve);
    }

    public static Spec<TCommand, TEvent, TState> Given(Decider<TCommand, TEvent, TState> decider, params IEnumerable<TEvent> events) => new(decider, events);

    public Outcome When(TCommand command) => new(_decider, _state, command);

    public sealed class Outcome
    {
        private readonly Decision<TEvent> _decision;

        internal Outcome(Decider<TCommand, TEvent, TState> decider, TState state, TCommand command)
        {
            _decision = decider.Decide(command, state);
            if (_decision.Refusal is not null)
                return;
            var again = decider.Decide(command, _decision.Events.Aggregate(state, decider.Evolve));
            Assert.True(again is { Refusal: null, Events.Count: 0 }, "Deciding again after evolving must yield nothing.");
        }

        public void Then(params IEnumerable<TEvent> events) => Assert.Equivalent(events, _decision.Events, strict: true);

        public void ThenNothing() => Assert.True(_decision is { Refusal: null, Events.Count: 0 }, $"Expected nothing, got {_decision.Events.Count} events or a refusal.");

        public void ThenRefused(string code) => Assert.Equal(code, _decision.Refusal?.Code);
    }
}

/// <summary>Reads as a sentence: <c>Spec.Of(decider, events).When(command).Then(events)</c>.</summary>
public static class Spec
{
    public static Spec<TCommand, TEvent, TState> Of<TCommand, TEvent, TState>(Decider<TCommand, TEvent, TState> decider, params IEnumerable<TEvent> given)
        where TEvent : class
        where TState : class => Spec<TCommand, TEvent, TState>.Given(decider, given);
}

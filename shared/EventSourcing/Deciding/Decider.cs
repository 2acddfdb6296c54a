namespace Omnichannel.EventSourcing;

/// <summary>
/// A rule as three pure functions. Law: deciding the same command again after evolving its events yields nothing.
/// <c>Evolve</c> never refuses: old and unknown events must always replay.
/// </summary>
/// <param name="Category">The category of the streams it rules.</param>
/// <param name="Initial">The state before the first event.</param>
public sealed record Decider<TCommand, TEvent, TState>(
    string Category, TState Initial, Func<TCommand, TState, Decision<TEvent>> Decide, Func<TState, TEvent, TState> Evolve)
    where TEvent : class
    where TState : class;

namespace Omnichannel.EventSourcing;

/// <summary>One thing and its rule: the stream that holds its history, and the decider that rules it. Made by <c>XDecider.At(id)</c>.</summary>
public readonly record struct Aggregate<TCommand, TEvent, TState>(Decider<TCommand, TEvent, TState> Decider, StreamName Stream)
    where TEvent : class
    where TState : class;

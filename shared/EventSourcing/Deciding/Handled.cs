using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>What became of a command.</summary>
/// <param name="State">The stream's state after it; after a refusal the state that refused.</param>
/// <param name="Version">The stream's version of that state.</param>
/// <param name="Position">The log position the command reached; for a repeat, where its stream stands.</param>
/// <param name="Refusal">Why not; null when it was carried out, now or before.</param>
public sealed record Handled<TState>(TState State, long Version, long Position, Refusal? Refusal) : ICommandOutcome;

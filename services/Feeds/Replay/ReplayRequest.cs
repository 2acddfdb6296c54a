using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>What is to be replayed, and whereto.</summary>
/// <param name="From">Where it begins, inclusive; null = the beginning.</param>
/// <param name="To">Where it ends: a position that is included, or a moment that is not; null = the head.</param>
/// <param name="Filter">Which events.</param>
/// <param name="Follow">Stay, and go on with what is written from now on.</param>
/// <param name="ShowPersonal">With personal fields.</param>
internal sealed record ReplayRequest(LogBound? From, LogBound? To, EventFilter Filter, bool Follow, bool ShowPersonal);

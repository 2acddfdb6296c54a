namespace Omnichannel.EventSourcing;

/// <summary>An event as a follower gets it: as recorded, and as the record it is.</summary>
public readonly record struct FollowedEvent(RecordedEvent Recorded, object Event);

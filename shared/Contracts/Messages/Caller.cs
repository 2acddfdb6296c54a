namespace Omnichannel.Contracts.Messages;

/// <summary>Question of the voice channel: who is calling, and what about last time?</summary>
public sealed record GetCaller(ContactPoint Caller);

/// <param name="IsKnown">False for an address that nobody has called or written from.</param>
/// <param name="Language">The citizen's, where known (BCP 47).</param>
/// <param name="OpenMenu">The menu in which the caller last chose something in a conversation that is still open; null = none.</param>
/// <param name="OpenNode">Where that choice led.</param>
public sealed record CallerFound(bool IsKnown, string? Language, string? OpenMenu, string? OpenNode);

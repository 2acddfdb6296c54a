namespace Omnichannel.EventSourcing;

/// <summary>One caller's events for one stream: all are written, or none.</summary>
/// <param name="ExpectedVersion">The stream's version the caller decided on; 0 = the stream does not exist yet.</param>
/// <param name="Events">At least one.</param>
public sealed record AppendRequest(StreamName Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events);

/// <summary>What became of an append.</summary>
public enum AppendOutcome
{
    /// <summary>Written.</summary>
    Appended,

    /// <summary>The log has at least one of these event ids already: the command was carried out before. Nothing was written.</summary>
    Repeated,

    /// <summary>The stream is not at the expected version. Nothing was written.</summary>
    Conflict,
}

/// <param name="Version">Appended: the stream's new version. Conflict: its actual version. Repeated: the version of the newest known event.</param>
/// <param name="Position">Appended: position of the last event written. Repeated: position of the newest known event. Conflict: 0.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, long Version, long Position);

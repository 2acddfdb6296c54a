using System.Text.Json;

namespace Omnichannel.Feeds;

/// <summary>An event of the log as a CloudEvent 1.0; <see cref="CloudEvents"/> writes it without making one.</summary>
/// <param name="Source">The category of its stream, such as <c>/omnichannel/conversation</c>.</param>
/// <param name="Type">As it is stored, such as <c>conversation.closed.v1</c>.</param>
/// <param name="Subject">Its stream.</param>
/// <param name="Position">Its place in the log.</param>
/// <param name="Streamversion">Its place in the stream.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Data">As the type is described in the AsyncAPI document; without personal fields, unless the key shows them.</param>
internal sealed record CloudEvent(
    string Specversion, Guid Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, string Position,
    string Streamversion, Guid? Correlationid, Guid? Causationid, string? Actor, string? Traceparent, JsonElement Data);

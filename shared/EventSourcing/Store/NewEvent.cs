namespace Omnichannel.EventSourcing;

/// <summary>An event that is to be appended.</summary>
/// <param name="Id">Its id for ever; appending an id that the log has already is a repeat and writes nothing.</param>
/// <param name="Type">The stored name, such as <c>conversation.closed.v1</c>.</param>
/// <param name="Content">A JSON object in UTF-8.</param>
/// <param name="Context">Where it came from.</param>
public sealed record NewEvent(Guid Id, string Type, ReadOnlyMemory<byte> Content, EventContext Context);

/// <summary>An event's metadata: when, by whom, caused by what.</summary>
/// <param name="At">The writer's clock, microsecond precision.</param>
/// <param name="CorrelationId">The same for all that one input led to.</param>
/// <param name="CausationId">The message, command or event that led to this one directly.</param>
/// <param name="Actor">The access key's name, the subject of a token or the service that did it.</param>
/// <param name="TraceParent">W3C trace context of the writer.</param>
public sealed record EventContext(DateTimeOffset At, string? CorrelationId, string? CausationId, string? Actor, string? TraceParent);

using Google.Protobuf;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>
/// What a server keeps, as far as the scripts need it: exact revisions, a repeat of the same ids at the same place is the old success, positions
/// with gaps. Several nodes may share one.
/// </summary>
internal sealed class ScriptedLog
{
    private readonly Lock _lock = new();
    private readonly List<StoredEvent> _events = [];

    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public BatchAppendResponse Append(BatchAppendRequest request)
    {
        lock (_lock)
        {
            var stream = request.Options.Stream;
            var there = _events.Where(e => e.Stream.Equals(stream)).ToList();
            var at = request.Options.ExpectedCase == BatchAppendRequest.Types.Options.ExpectedOneofCase.NoStream ? 0 : (int)request.Options.Revision + 1;
            var ids = request.Events.Select(e => EsdbEvents.GuidOf(e.Id)).ToArray();
            if (there.Count > at && there.Skip(at).Take(ids.Length).Select(e => EsdbEvents.GuidOf(e.Id)).SequenceEqual(ids))
                return Success(request.CorrelationId, there[at + ids.Length - 1]);
            if (there.Count != at)
                return WrongVersion(request.CorrelationId, there.Count);
            foreach (var e in request.Events)
                Add(stream, at++, e);
            return Success(request.CorrelationId, _events[^1]);
        }
    }

    public IEnumerable<ReadResponse> Read(ReadRequest.Types.Options options)
    {
        var events = Events.AsEnumerable();
        if (options.Stream is { } stream)
            events = events.Where(e => e.Stream.Equals(stream.Stream) && e.Revision >= stream.Revision);
        else if (options.Direction == ReadRequest.Types.Direction.Backwards)
            events = events.Reverse();
        else if (options.All.Position is { } position)
            events = events.Where(e => e.CommitPosition >= position.Commit);
        if (options.Filter?.EventType is { Regex: "^[^$]" })
            events = events.Where(e => !e.Metadata["type"].StartsWith('$'));
        return events.Take((int)Math.Min(options.Count, int.MaxValue)).Select(e => new ReadResponse { Event = new ReadEvent { Event = e } });
    }

    /// <summary>Somebody's event that did not come over the wire.</summary>
    public StoredEvent Add(string stream, string type = "test.happened.v1", string contentType = "application/json")
    {
        lock (_lock)
        {
            var identifier = EsdbEvents.Identifier(stream);
            return Add(identifier, _events.Count(e => e.Stream.Equals(identifier)), new ProposedEvent
            {
                Id = EsdbEvents.Uuid(Guid.NewGuid()),
                Metadata = { ["type"] = type, ["content-type"] = contentType },
                Content = ByteString.CopyFromUtf8("{}"),
            });
        }
    }

    /// <summary>As a scavenge does: the event is gone, its place with it.</summary>
    public void Scavenge(StoredEvent gone)
    {
        lock (_lock)
            _events.Remove(gone);
    }

    private StoredEvent Add(StreamIdentifier stream, int revision, ProposedEvent e)
    {
        // The first record of a log is the server's own, so no event stands at 0.
        var position = _events.Count == 0 ? 1_024 : _events[^1].CommitPosition + 137;
        var stored = new StoredEvent
        {
            Id = e.Id,
            Stream = stream,
            Revision = (ulong)revision,
            CommitPosition = position,
            PreparePosition = position,
            CustomMetadata = e.CustomMetadata,
            Content = e.Content,
        };
        stored.Metadata.Add(e.Metadata);
        stored.Metadata["created"] = "17637264000000000";
        _events.Add(stored);
        return stored;
    }

    private static BatchAppendResponse Success(Uuid correlationId, StoredEvent last) => new()
    {
        CorrelationId = correlationId,
        Success = new BatchAppendResponse.Types.Success
        {
            Revision = last.Revision,
            Position = new Position { Commit = last.CommitPosition, Prepare = last.PreparePosition },
        },
    };

    private static BatchAppendResponse WrongVersion(Uuid correlationId, int count) => new()
    {
        CorrelationId = correlationId,
        Error = new Status
        {
            Code = (int)GrpcCode.AlreadyExists,
            Message = "WrongExpectedVersion",
            Detail = new Detail
            {
                TypeUrl = "type.googleapis.com/event_store.client.WrongExpectedVersion",
                Value = (count == 0 ? new WrongExpectedVersion { NoStream = new Nothing() } : new WrongExpectedVersion { Revision = (ulong)count - 1 }).ToByteString(),
            },
        },
    };
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.EventSourcing;

/// <summary>Frames, ids and metadata as they travel.</summary>
public sealed class EsdbMessagesTests
{
    private static readonly Guid Id = Guid.Parse("0197a000-89ab-8cde-8f01-23456789abcd");

    [Fact]
    public void Frames_that_are_split_at_any_byte_are_the_same_messages()
    {
        var written = new ArrayBufferWriter<byte>();
        IMessage[] messages = [new Nothing(), new Position { Commit = ulong.MaxValue, Prepare = 1 }, EsdbEvents.Identifier("test-1")];
        foreach (var message in messages)
            GrpcFrames.Write(written, message);
        var bytes = written.WrittenMemory;
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var taken = new List<byte[]>();
            var first = new ReadOnlySequence<byte>(bytes[..cut]);
            while (GrpcFrames.TryTake(ref first, out var message))
                taken.Add(message.ToArray());
            // What was left over comes again, in a piece of its own before the rest.
            var rest = Sequence(first.ToArray(), bytes[cut..]);
            while (GrpcFrames.TryTake(ref rest, out var message))
                taken.Add(message.ToArray());
            Assert.Equal(messages.Select(message => message.ToByteArray()), taken);
            Assert.True(rest.IsEmpty);
        }
    }

    [Theory]
    [InlineData("0100000000")]
    [InlineData("00FFFFFFFF")]
    [InlineData("485454502F")]
    public void What_is_no_frame_is_refused(string hex)
    {
        var buffer = new ReadOnlySequence<byte>(Convert.FromHexString(hex));
        Assert.Throws<EsdbException>(() => GrpcFrames.TryTake(ref buffer, out _));
    }

    [Fact]
    public void An_id_is_its_bytes_in_the_order_of_its_text()
    {
        var wire = EsdbEvents.Uuid(Id);
        Assert.Equal(0x0197a00089ab8cde, wire.Structured.MostSignificantBits);
        Assert.Equal(unchecked((long)0x8f0123456789abcd), wire.Structured.LeastSignificantBits);
        Assert.Equal(Id, EsdbEvents.GuidOf(wire));
        Assert.Equal(Id, EsdbEvents.GuidOf(new Uuid { Text = Id.ToString() }));
        Assert.Equal(Guid.Empty, EsdbEvents.GuidOf(null));
    }

    [Fact]
    public void A_context_is_readable_for_every_client_and_comes_back()
    {
        var context = new EventContext(Moment.Noon.AddTicks(10), "the \"chain\"", "the cause", "anna", "00-trace");
        var json = JsonDocument.Parse(EsdbMetadata.Write(context)).RootElement;
        Assert.Equal("the \"chain\"", json.GetProperty("$correlationId").GetString());
        Assert.Equal("the cause", json.GetProperty("$causationId").GetString());
        Assert.Equal("2026-11-21T12:00:00.000001Z", json.GetProperty("at").GetString());
        Assert.Equal(context, EsdbMetadata.Read(EsdbMetadata.Write(context).Span, DateTimeOffset.UnixEpoch));
        var bare = new EventContext(Moment.Noon, null, null, null, null);
        Assert.Equal("""{"at":"2026-11-21T12:00:00.000000Z"}""", Encoding.UTF8.GetString(EsdbMetadata.Write(bare).Span));
        Assert.Equal(bare, EsdbMetadata.Read(EsdbMetadata.Write(bare).Span, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("no JSON", null)]
    [InlineData("[1]", null)]
    [InlineData("{\"$correlationId\":7,\"deep\":{\"$causationId\":\"no\"},\"at\":\"yesterday\"}", null)]
    [InlineData("{\"$causationId\":null,\"other\":[{}],\"$correlationId\":\"c\"}", "c")]
    public void Metadata_of_others_is_read_as_far_as_it_goes(string text, string? correlation) => Assert.Equal(
        new EventContext(Moment.Noon, correlation, null, null, null), EsdbMetadata.Read(Encoding.UTF8.GetBytes(text), Moment.Noon));

    [Fact]
    public void An_event_of_another_client_has_the_server_s_time()
    {
        // As a server sends it: 2026-11-21T12:00:00Z in ticks since 1970.
        var stored = new StoredEvent
        {
            Id = EsdbEvents.Uuid(Id),
            Stream = EsdbEvents.Identifier("order-7"),
            Revision = 4,
            CommitPosition = 4_711,
            PreparePosition = 4_711,
            Metadata = { ["type"] = "order-placed", ["content-type"] = "application/json", ["created"] = $"{(Moment.Noon - DateTimeOffset.UnixEpoch).Ticks}" },
            Content = ByteString.CopyFromUtf8("{}"),
        };
        var e = EsdbEvents.Read(stored);
        Assert.Equal((4_711L, "order-7", 5L, Id, "order-placed", Moment.Noon), (e.Position, e.Stream, e.Version, e.Id, e.Type, e.Context.At));
        Assert.True(EsdbEvents.IsOurs(stored));
    }

    [Fact]
    public void A_filter_lets_through_what_all_its_parts_want()
    {
        var filter = EventFilter.Everything with { Types = ["t.one.v1"], Categories = ["apple"], ExceptCategories = ["pear"] };
        var whole = new EsdbFilter(filter);
        var e = new RecordedEvent(1, "apple-1", 1, Id, "t.one.v1", default, new EventContext(Moment.Noon, null, null, null, null));
        Assert.True(whole.Passes(e));
        Assert.False(whole.Passes(e with { Type = "t.one.v11" }));
        Assert.False(whole.Passes(e with { Stream = "apples-1" }));
        Assert.Equal(["t.one.v1"], whole.OnServer().EventType.Prefixes);
        Assert.Equal(["apple-"], new EsdbFilter(EventFilter.Everything with { Categories = ["apple"] }).OnServer().StreamName.Prefixes);
        Assert.Equal("^[^$]", new EsdbFilter(EventFilter.Everything with { ExceptCategories = ["pear"] }).OnServer().EventType.Regex);
    }

    private static ReadOnlySequence<byte> Sequence(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var start = new Segment(first, 0);
        var end = new Segment(second, first.Length);
        start.Before(end);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> bytes, long index) => (Memory, RunningIndex) = (bytes, index);

        public void Before(Segment next) => Next = next;
    }
}

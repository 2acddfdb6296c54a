using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>Reads and the live subscription, and what a server may do to them.</summary>
public sealed class EsdbReadTests : EsdbWire
{
    [Fact]
    public async Task Events_go_there_and_come_back()
    {
        await using var store = await OpenAsync();
        Assert.Equal(2, (await AppendAsync(store, 0, "e1", "e2")).Version);
        Assert.Equal([1L, 2L], (await ReadAsync(store)).Select(e => e.Version));
        Assert.Equal(Peer.Log.Events[^1].CommitPosition, (ulong)await store.HeadAsync(CancellationToken.None));
        Assert.Equal("23.10.6", store.ServerVersion);
    }

    [Fact]
    public async Task A_refusal_before_any_message_is_read_from_the_headers_and_not_tried_again()
    {
        await using var store = await OpenAsync();
        var asked = 0;
        Peer.Script = async call =>
        {
            if (call.Name != "Read" || (await call.ReadOptionsAsync()).Stream is null)
                return false;
            asked++;
            return Ending(call, "Read", GrpcCode.PermissionDenied, "Access Denied", ("exception", "access-denied"));
        };
        var refused = await Assert.ThrowsAsync<EsdbException>(() => ReadAsync(store));
        Assert.Equal((GrpcCode.PermissionDenied, "access-denied", false), (refused.Code, refused.Reason, refused.IsTransient));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_read_that_fails_in_the_trailers_goes_on_where_it_was()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1", "e2", "e3");
        var failures = 0;
        Peer.Script = async call =>
        {
            if (call.Name != "Read" || call.IsGossip || failures == 2)
                return false;
            failures++;
            await call.WriteAsync(call.Log.Read(await call.ReadOptionsAsync()).First());
            call.End(GrpcCode.Unavailable, "Server Is Not Ready");
            return true;
        };
        Assert.Equal([1L, 2L, 3L], (await ReadAsync(store)).Select(e => e.Version));
        failures = 0;
        Assert.Equal(Peer.Log.Events.Select(e => (long)e.CommitPosition), await PositionsAsync(store, 0));
        Assert.Equal(2, failures);
    }

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_is_the_same_answer()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1", "e2");
        Peer.Script = async call =>
        {
            if (call.Name != "Read")
                return false;
            foreach (var answer in call.Log.Read(await call.ReadOptionsAsync()))
            {
                var frame = new System.Buffers.ArrayBufferWriter<byte>();
                GrpcFrames.Write(frame, answer);
                for (var i = 0; i < frame.WrittenCount; i++)
                    await call.WriteAsync(frame.WrittenMemory.Slice(i, 1));
            }

            call.End(GrpcCode.Ok, "");
            return true;
        };
        Assert.Equal(2, (await ReadAsync(store)).Count);
    }

    [Fact]
    public async Task A_follower_that_was_too_slow_subscribes_again_and_is_still_woken()
    {
        var dropped = new TaskCompletionSource();
        Peer.Script = async call =>
        {
            if (call.Name != "Read" || (await call.ReadOptionsAsync()).ExtentCase != ReadRequest.Types.Options.ExtentOneofCase.Subscription)
                return false;
            await call.WriteAsync(new ReadResponse { Confirmation = new ReadResponse.Types.Confirmation() });
            await call.WriteAsync(new ReadResponse { Event = new ReadEvent { Event = call.Log.Add("test-other") } });
            if (call.Log.Events.Count > 3)
            {
                dropped.TrySetResult();
                await call.ForeverAsync();
            }

            call.End(GrpcCode.Aborted, "Operation aborted: Consumer too slow to handle event while live.");
            return true;
        };
        await using var store = await OpenAsync();
        await dropped.Task;
        var last = (long)Peer.Log.Events[^1].CommitPosition;
        // Nothing was appended here: only the subscription can know.
        while (last > await HeardAsync(store, last - 1))
        {
        }

        static async Task<long> HeardAsync(EsdbEventStore store, long position)
        {
            await store.WaitBeyondAsync(position, CancellationToken.None);
            return await store.HeadAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task What_a_scavenge_took_away_costs_a_reader_no_other_event()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1", "e2", "e3");
        var gone = Peer.Log.Events[1];
        Peer.Log.Scavenge(gone);
        Assert.Equal([(long)Peer.Log.Events[1].CommitPosition], await PositionsAsync(store, (long)gone.CommitPosition));
    }

    [Fact]
    public async Task A_position_that_is_no_event_s_own_is_looked_for_from_the_beginning()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1", "e2", "e3");
        var known = Peer.Log.Events.Select(e => e.CommitPosition).ToHashSet();
        Peer.Script = async call =>
            call.Name == "Read" && (await call.ReadOptionsAsync()).All?.Position is { } position && !known.Contains(position.Commit)
            && Ending(call, "Read", GrpcCode.Unknown, "Unexpected ReadAllResult: Error");
        Assert.Equal(known.Skip(1).Select(position => (long)position), await PositionsAsync(store, (long)known.First() + 1));
    }

    [Fact]
    public async Task The_server_s_own_events_and_what_is_not_JSON_are_in_no_reader_s_log()
    {
        await using var store = await OpenAsync();
        var mine = await AppendAsync(store, 0, "e1");
        Peer.Log.Add("$stats", "$stats-collected");
        Peer.Log.Add("$ours", "test.happened.v1");
        Peer.Log.Add("picture-1", "picture-taken", "application/octet-stream");
        Assert.Equal([mine.Position], await PositionsAsync(store, 0));
        Assert.Equal(mine.Position, await store.HeadAsync(CancellationToken.None));
        Assert.Equal(0, await store.CountBeyondAsync(mine.Position, CancellationToken.None));
        Assert.Equal(1, await store.CountBeyondAsync(0, CancellationToken.None));
    }

    [Fact]
    public async Task A_replay_that_begins_with_an_event_s_position_asks_for_just_that()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1", "e2", "e3");
        var known = Peer.Log.Events.Select(e => e.CommitPosition).ToList();
        var fromStart = 0;
        Peer.Script = async call =>
        {
            if (call.Name != "Read" || (await call.ReadOptionsAsync()) is not { All: { } all, Direction: ReadRequest.Types.Direction.Forwards, ExtentCase: ReadRequest.Types.Options.ExtentOneofCase.Count })
                return false;
            fromStart += all.StartCase == ReadRequest.Types.AllSource.StartOneofCase.FromStart ? 1 : 0;
            return all.Position is { } position && !known.Contains(position.Commit) && Ending(call, "Read", GrpcCode.Unknown, "Unexpected ReadAllResult: Error");
        };
        Assert.Equal(known.Skip(1).Select(position => (long)position), await PositionsAsync(store, (long)known[1] - 1));
        Assert.Equal(0, fromStart);
    }
}

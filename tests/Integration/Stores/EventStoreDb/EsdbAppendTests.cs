using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>Appends, and what a server may do to them.</summary>
public sealed class EsdbAppendTests : EsdbWire
{
    [Fact]
    public async Task A_call_for_appends_that_ends_with_answers_pending_is_opened_again_and_they_are_asked_again()
    {
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            if (call.Name != "BatchAppend" || call.Number > 1)
                return false;
            await call.WriteAsync(call.Log.Append((await call.NextAsync(BatchAppendRequest.Parser))!));
            call.Log.Append((await call.NextAsync(BatchAppendRequest.Parser))!);
            call.End(GrpcCode.Ok, "");
            return true;
        };
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AppendAsync(store, new StreamName("test", $"{i}"), 0, $"e{i}")));
        Assert.All(results, result => Assert.Equal((AppendOutcome.Appended, 1L), (result.Outcome, result.Version)));
        Assert.Equal(20, Peer.Log.Events.Count);
    }

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_asked_again_and_written_once()
    {
        await using var store = await OpenAsync();
        LoseTheNextAnswer(() => { });
        Assert.Equal((AppendOutcome.Appended, 2L), Told(await AppendAsync(store, 0, "e1", "e2")));
        Assert.Equal(2, Peer.Log.Events.Count);
    }

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_found_though_others_went_on_from_it()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1");
        LoseTheNextAnswer(() => Peer.Log.Add(Stream.ToString()));
        Assert.Equal((AppendOutcome.Appended, 2L), Told(await AppendAsync(store, 1, "e2")));
        Assert.Equal(3, Peer.Log.Events.Count);
    }

    [Fact]
    public async Task An_append_that_was_cut_off_before_it_was_written_meets_who_was_faster()
    {
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            if (call.Name != "BatchAppend" || call.Number > 1)
                return false;
            await call.NextAsync(BatchAppendRequest.Parser);
            call.Log.Add(Stream.ToString());
            call.Cut();
            return true;
        };
        Assert.Equal((AppendOutcome.Conflict, 1L), Told(await AppendAsync(store, 0, "e1")));
    }

    [Theory]
    [InlineData("type.googleapis.com/event_store.client.Timeout", GrpcCode.DeadlineExceeded)]
    [InlineData("", GrpcCode.Ok)]
    public async Task A_server_that_timed_out_or_knows_no_leader_is_asked_again(string detail, object code)
    {
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            if (call.Name != "BatchAppend" || call.Number > 1)
                return false;
            var request = (await call.NextAsync(BatchAppendRequest.Parser))!;
            await call.WriteAsync(new BatchAppendResponse
            {
                CorrelationId = request.CorrelationId,
                Error = new Status { Code = (int)(GrpcCode)code, Message = "?", Detail = new Detail { TypeUrl = detail } },
            });
            return false;
        };
        Assert.Equal((AppendOutcome.Appended, 1L), Told(await AppendAsync(store, 0, "e1")));
    }

    [Fact]
    public async Task What_the_server_will_never_take_is_not_asked_again_and_costs_its_neighbours_nothing()
    {
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            while (call.Name == "BatchAppend" && await call.NextAsync(BatchAppendRequest.Parser) is { } request)
            {
                await call.WriteAsync(request.Events.Count == 1 ? call.Log.Append(request) : new BatchAppendResponse
                {
                    CorrelationId = request.CorrelationId,
                    Error = new Status { Code = 3, Message = "too large", Detail = new Detail { TypeUrl = "type.googleapis.com/event_store.client.MaximumAppendSizeExceeded" } },
                });
            }

            return false;
        };
        var refused = AppendAsync(store, new StreamName("test", "large"), 0, "l1", "l2");
        Assert.Equal(AppendOutcome.Appended, (await AppendAsync(store, 0, "e1")).Outcome);
        Assert.Equal("MaximumAppendSizeExceeded", (await Assert.ThrowsAsync<EsdbException>(() => refused)).Reason);
        Assert.Single(Peer.Calls, call => call == "BatchAppend");
    }

    [Fact]
    public async Task A_server_that_goes_away_in_order_loses_no_append_and_doubles_none()
    {
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            if (call.Name != "BatchAppend")
                return false;
            for (var i = 0; i < 20; i++)
            {
                if (await call.NextAsync(BatchAppendRequest.Parser) is { } request)
                    await call.WriteAsync(call.Log.Append(request));
            }

            // The connection takes no new calls; this one is cut a little later with answers pending.
            call.GoAway();
            for (var i = 0; i < 3 && await call.NextAsync(BatchAppendRequest.Parser) is { } request; i++)
                call.Log.Append(request);
            call.Cut();
            return true;
        };
        var versions = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                Assert.Equal((AppendOutcome.Appended, i + 1L), Told(await AppendAsync(store, new StreamName("test", $"{writer}"), i, $"e{writer}-{i}")));
        }));
        await Task.WhenAll(versions);
        Assert.Equal(320, Peer.Log.Events.Count);
    }

    [Fact]
    public async Task A_server_that_comes_back_is_found_again()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, 0, "e1");
        await Peer.StopAsync();
        var waiting = AppendAsync(store, 1, "e2");
        await Peer.StartAsync();
        Assert.Equal((AppendOutcome.Appended, 2L), Told(await waiting));
    }

    [Fact]
    public async Task An_import_keeps_the_order_goes_on_where_it_was_and_refuses_what_does_not_fit_before_it_writes()
    {
        await using var store = await OpenAsync();
        ImportedEvent[] events = [.. Enumerable.Range(0, 60).Select(i => new ImportedEvent(new StreamName("test", $"{i / 2 % 3}"), (i / 6 * 2) + (i % 2) + 1, Event($"i{i}")))];
        Assert.Equal(30, (await store.ImportAsync(events[..30], CancellationToken.None)).Appended);
        var gap = new ImportedEvent(new StreamName("test", "0"), 99, Event("gap"));
        Assert.Equal(30, (await Assert.ThrowsAsync<ImportConflictException>(() => store.ImportAsync([.. events[30..], gap], CancellationToken.None))).Index);
        Assert.Equal(30, Peer.Log.Events.Count);
        var rest = await store.ImportAsync(events, CancellationToken.None);
        Assert.Equal((30, 30, (long)Peer.Log.Events[^1].CommitPosition), (rest.Appended, rest.Known, rest.Position));
        Assert.Equal(events.Select(e => e.Event.Id), Peer.Log.Events.Select(e => EsdbEvents.GuidOf(e.Id)));
        Assert.Equal(rest with { Appended = 0, Known = 60 }, await store.ImportAsync(events, CancellationToken.None));
    }
}

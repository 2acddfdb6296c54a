using System.Text;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>What every store promises. Each store runs the same suite.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private static readonly EventContext Context = new(Moment.Noon, "correlation", "causation", "anna", "00-trace");
    private IStoreUnderTest _store = null!;

    private protected abstract Task<IStoreUnderTest> OpenAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_written()
    {
        var stream = NewStream();
        var written = Event("e1", """{"text":"zwei Wörter 😀 \" \\ \u2028"}""");
        var result = await AppendAsync(stream, 0, written);
        Assert.Equal(AppendOutcome.Appended, result.Outcome);
        Assert.Equal(1, result.Version);
        var read = Assert.Single(await ReadAsync(stream));
        Assert.Equal((written.Id, written.Type, stream.ToString(), 1L, result.Position), (read.Id, read.Type, read.Stream, read.Version, read.Position));
        Assert.Equal(Context, read.Context);
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(written.Content.Span), System.Text.Json.Nodes.JsonNode.Parse(read.Content.Span)));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_empty() => Assert.Empty(await ReadAsync(NewStream()));

    [Fact]
    public async Task A_stream_is_read_after_a_version()
    {
        var stream = NewStream();
        await AppendAsync(stream, 0, [.. Enumerable.Range(1, 2_500).Select(i => Event($"e{i}"))]);
        Assert.Equal(Enumerable.Range(2_499, 2).Select(i => (long)i), (await ReadAsync(stream, 2_498)).Select(e => e.Version));
        Assert.Equal(2_500, (await ReadAsync(stream)).Count);
    }

    [Fact]
    public async Task A_wrong_expected_version_is_a_conflict_and_writes_nothing()
    {
        var stream = NewStream();
        await AppendAsync(stream, 0, Event("e1"));
        Assert.Equal(new AppendResult(AppendOutcome.Conflict, 1, 0), await AppendAsync(stream, 0, Event("e2")));
        Assert.Equal(new AppendResult(AppendOutcome.Conflict, 1, 0), await AppendAsync(stream, 7, Event("e3")));
        Assert.Single(await ReadAsync(stream));
    }

    [Fact]
    public async Task The_same_append_again_is_a_repeat_whatever_version_it_expects()
    {
        var stream = NewStream();
        var first = await AppendAsync(stream, 0, Event("e1"), Event("e2"));
        await AppendAsync(stream, 2, Event("e3"));
        foreach (var expected in new[] { 0L, 3L, 99L })
        {
            var again = await AppendAsync(stream, expected, Event("e1"), Event("e2"));
            Assert.Equal(new AppendResult(AppendOutcome.Repeated, 2, first.Position), again);
        }

        Assert.Equal(3, (await ReadAsync(stream)).Count);
    }

    [Fact]
    public async Task An_id_known_from_another_stream_makes_the_whole_append_a_repeat()
    {
        var first = await AppendAsync(NewStream("a"), 0, Event("e1"));
        var other = NewStream("b");
        var again = await AppendAsync(other, 0, Event("e1"), Event("new"));
        if (_store.Store.KnowsIdsAcrossStreams)
        {
            Assert.Equal((AppendOutcome.Repeated, first.Position), (again.Outcome, again.Position));
            Assert.Empty(await ReadAsync(other));
        }
        else
        {
            // Written whole, never in part (ADR 14).
            Assert.Equal((AppendOutcome.Appended, 2L), (again.Outcome, again.Version));
            Assert.Equal(2, (await ReadAsync(other)).Count);
        }
    }

    [Fact]
    public async Task An_append_that_the_database_refuses_leaves_nothing_and_costs_its_neighbours_nothing()
    {
        var bad = NewStream("bad");
        var neighbours = Enumerable.Range(0, 50).Select(i => NewStream($"n{i}")).ToArray();
        var work = neighbours.Select(stream => (Task)AppendAsync(stream, 0, Event($"{stream}/1"))).ToList();
        var refused = AppendAsync(bad, 0, Event("good"), new NewEvent(DerivedId.From("broken"), null!, "{}"u8.ToArray(), Context));
        work.AddRange(neighbours.Select(stream => AppendAsync(stream, 1, Event($"{stream}/2"))));
        await Task.WhenAll(work);
        await Assert.ThrowsAnyAsync<Exception>(() => refused);
        Assert.Empty(await ReadAsync(bad));
        foreach (var stream in neighbours)
            Assert.Equal(2, (await ReadAsync(stream)).Count);
        await AssertPositionsAsync();
    }

    [Fact]
    public async Task Of_many_writers_that_expect_the_same_version_one_wins()
    {
        var stream = NewStream();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => AppendAsync(stream, 0, Event($"w{i}"))));
        Assert.Single(results, result => result.Outcome == AppendOutcome.Appended);
        Assert.All(results.Where(result => result.Outcome != AppendOutcome.Appended), result => Assert.Equal((AppendOutcome.Conflict, 1L), (result.Outcome, result.Version)));
    }

    [Fact]
    public async Task Of_many_that_append_the_same_event_one_writes_and_all_hear_the_same_position()
    {
        var stream = NewStream();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AppendAsync(stream, 0, Event("e1"))));
        Assert.Single(results, result => result.Outcome == AppendOutcome.Appended);
        Assert.Single(results.Select(result => result.Position).Distinct());
        Assert.Single(await ReadAsync(stream));
    }

    [Fact]
    public async Task Positions_have_no_holes_and_versions_no_gaps_under_many_writers()
    {
        var streams = Enumerable.Range(0, 20).Select(i => NewStream($"s{i}")).ToArray();
        await Task.WhenAll(streams.SelectMany(stream => Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var version = 0L;
            for (var i = 0; i < 10;)
            {
                var result = await AppendAsync(stream, version, Event($"{stream}/{writer}/{i}/0"), Event($"{stream}/{writer}/{i}/1"));
                version = result.Version;
                if (result.Outcome == AppendOutcome.Appended)
                    i++;
            }
        }))));
        foreach (var stream in streams)
            Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), (await ReadAsync(stream)).Select(e => e.Version));
        await AssertPositionsAsync();
    }

    [Fact]
    public async Task A_reader_that_follows_sees_every_event_once_and_in_order_while_writers_write()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        const int count = 600;
        var reader = Task.Run(async () =>
        {
            var seen = new List<long>();
            var position = _store.Start;
            while (seen.Count < count)
            {
                await foreach (var e in _store.Store.ReadAllAsync(position, EventFilter.Everything, stop.Token))
                {
                    position = e.Position;
                    seen.Add(e.Position);
                }

                await _store.Head.WaitBeyondAsync(position, stop.Token);
            }

            return seen;
        });
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => AppendAsync(NewStream($"s{i}"), 0, Event($"e{i}"))));
        Assert.Equal(Enumerable.Range(1, count).Select(i => (long)i), await NumbersAsync(await reader));
    }

    [Fact]
    public async Task The_whole_log_is_read_through_a_filter()
    {
        await AppendAsync(Named("apple"), 0, Event("a1", type: "t.one.v1"), Event("a2", type: "t.two.v1"));
        await AppendAsync(Named("pear"), 0, Event("b1", type: "t.one.v1") with { Context = Context with { At = Moment.Noon.AddHours(1) } });
        Assert.Equal([1, 3], await PositionsAsync(EventFilter.Everything with { Types = ["t.one.v1"] }));
        Assert.Equal([2], await PositionsAsync(EventFilter.Everything with { TypePrefixes = ["t.tw"] }));
        Assert.Equal([1, 2, 3], await PositionsAsync(EventFilter.Everything with { Types = ["t.two.v1"], TypePrefixes = ["x", "t.o"] }));
        Assert.Empty(await PositionsAsync(EventFilter.Everything with { TypePrefixes = ["t.one.v1.", "T.", "_", "%"] }));
        Assert.Equal([3], await PositionsAsync(EventFilter.Everything with { TypePrefixes = ["t."], Categories = [Named("pear").Category] }));
        Assert.Equal([3], await PositionsAsync(EventFilter.Everything with { Categories = [Named("pear").Category] }));
        Assert.Equal([1, 2], await PositionsAsync(EventFilter.Everything with { ExceptCategories = [Named("pear").Category] }));
        Assert.Equal([1, 2], await PositionsAsync(EventFilter.Everything with { Streams = [Named("apple").ToString()] }));
        Assert.Equal([1, 2, 3], await PositionsAsync(EventFilter.Everything with { Streams = [Named("apple").ToString()], Categories = [Named("pear").Category] }));
        Assert.Equal([1, 2], await PositionsAsync(EventFilter.Everything with { Until = (await ReadPositionsAsync(EventFilter.Everything))[1] }));
        Assert.Equal([1], await PositionsAsync(EventFilter.Next(1)));
        Assert.Equal([1, 3], await PositionsAsync(EventFilter.Next(2) with { Types = ["t.one.v1"], ExceptCategories = ["plum"] }));

        StreamName Named(string category) => new($"{category}{_store.Scope}", "1");
    }

    private protected IStoreUnderTest Opened => _store;

    private async Task AssertPositionsAsync()
    {
        var positions = await ReadPositionsAsync(EventFilter.Everything);
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(i => (long)i), await NumbersAsync(positions));
        Assert.Equal(positions[^1], await _store.Head.HeadAsync(CancellationToken.None));
        Assert.Equal(0, await _store.Head.CountBeyondAsync(positions[^1], CancellationToken.None));
        Assert.Equal(positions.Count, await _store.Head.CountBeyondAsync(_store.Start, CancellationToken.None));
    }

    private async Task<List<long>> PositionsAsync(EventFilter filter) => await NumbersAsync(await ReadPositionsAsync(filter));

    /// <summary>
    /// The one place where it matters whether positions have gaps: where they have, an event's number is counted, and they must at least rise;
    /// else its number is its position.
    /// </summary>
    private async Task<List<long>> NumbersAsync(List<long> positions)
    {
        if (!_store.HasGaps)
            return positions;
        var all = await ReadPositionsAsync(EventFilter.Everything);
        Assert.True(all.Zip(all.Skip(1)).All(pair => pair.First < pair.Second));
        return positions.ConvertAll(position => (long)all.IndexOf(position) + 1);
    }

    private async Task<List<long>> ReadPositionsAsync(EventFilter filter)
    {
        var positions = new List<long>();
        await foreach (var e in _store.Store.ReadAllAsync(_store.Start, filter, CancellationToken.None))
            positions.Add(e.Position);
        return positions;
    }

    private protected async Task<long> NumberAsync(AppendResult result) => (await NumbersAsync([result.Position]))[0];

    private protected Task<AppendResult> AppendAsync(StreamName stream, long expected, params NewEvent[] events) =>
        _store.Store.AppendAsync(new AppendRequest(stream, expected, events), CancellationToken.None);

    private protected async Task<List<RecordedEvent>> ReadAsync(StreamName stream, long after = 0)
    {
        var events = new List<RecordedEvent>();
        await foreach (var e in _store.Store.ReadStreamAsync(stream, after, CancellationToken.None))
            events.Add(e);
        return events;
    }

    private protected StreamName NewStream(string id = "1") => new("test", $"{_store.Scope}{id}");

    private protected NewEvent Event(string id, string content = """{"a":1}""", string type = "test.happened.v1") =>
        new(DerivedId.From("test", $"{_store.Scope}{id}"), type, Encoding.UTF8.GetBytes(content), Context);
}

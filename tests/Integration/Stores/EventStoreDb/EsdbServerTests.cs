using System.Diagnostics;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>What besides the suite of all stores is promised on a real EventStoreDB.</summary>
[Collection("EventStoreDB")]
public sealed class EsdbServerTests : IAsyncLifetime
{
    private EsdbUnderTest _opened = null!;

    public async ValueTask InitializeAsync() => _opened = await EsdbUnderTest.CreateAsync(Servers.EventStoreDb);

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
            await _opened.DisposeAsync();
    }

    [Fact]
    public async Task Another_process_repeats_nothing_that_stands_in_the_stream()
    {
        await AppendAsync(_opened.Store, "s", 0, "e1");
        await AppendAsync(_opened.Store, "s", 1, "e2");
        await using var other = await EsdbEventStore.OpenAsync(Servers.EventStoreDb, TimeProvider.System, CancellationToken.None);
        foreach (var expected in new[] { 0L, 1L, 2L, 5L })
            Assert.Equal(AppendOutcome.Repeated, (await AppendAsync(other, "s", expected, "e1")).Outcome);
        Assert.Equal((AppendOutcome.Appended, 3L), Told(await AppendAsync(other, "s", 2, "e3")));
        // This one has not heard of e3 but from the server.
        Assert.Equal(AppendOutcome.Repeated, (await AppendAsync(_opened.Store, "s", 3, "e3")).Outcome);
        Assert.Equal((AppendOutcome.Conflict, 3L), Told(await AppendAsync(_opened.Store, "s", 2, "e4")));
    }

    [Fact]
    public async Task A_position_that_is_no_event_s_own_is_understood()
    {
        var first = await AppendAsync(_opened.Store, "s", 0, "e1");
        var second = await AppendAsync(_opened.Store, "s", 1, "e2");
        Assert.Equal([second.Position], await PositionsAsync(first.Position + 1));
        Assert.Empty(await PositionsAsync(second.Position + 1_000_000));
    }

    [Fact]
    public async Task Another_process_s_append_wakes_who_waits()
    {
        await using var other = await EsdbEventStore.OpenAsync(Servers.EventStoreDb, TimeProvider.System, CancellationToken.None);
        var waiting = Task.Run(async () =>
        {
            while (await _opened.Head.HeadAsync(CancellationToken.None) is var head && head == _opened.Start)
                await _opened.Head.WaitBeyondAsync(head, CancellationToken.None);
        });
        await AppendAsync(other, "s", 0, "e1");
        await waiting;
    }

    /// <summary>
    /// With <c>OMNICHANNEL_TEST_EVENTSTOREDB_FAULT</c>, a command that makes the leader fail and lets it come back, in the midst of it.
    /// </summary>
    [Fact]
    public async Task What_many_writers_wrote_stands_there_once_and_in_order_also_when_the_leader_fails()
    {
        const int writers = 64, appends = 200;
        var fault = Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_EVENTSTOREDB_FAULT");
        var done = 0;
        var half = new TaskCompletionSource();
        var follower = Task.Run(FollowAsync);
        var failing = Task.Run(async () =>
        {
            await half.Task;
            if (!string.IsNullOrEmpty(fault))
                await Process.Start("bash", ["-c", fault]).WaitForExitAsync();
        });
        var failures = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < appends;)
            {
                try
                {
                    var result = await AppendAsync(_opened.Store, $"w{writer}", i, $"{writer}/{i}");
                    Assert.Equal(i + 1, result.Version);
                    Assert.NotEqual(AppendOutcome.Conflict, result.Outcome);
                    i++;
                    if (Interlocked.Increment(ref done) == writers * appends / 2)
                        half.SetResult();
                }
                catch (EsdbException)
                {
                    // What a caller does whose append has failed: the same again.
                    Interlocked.Increment(ref failures);
                }
            }
        })));
        var took = watch.Elapsed;
        await failing;
        var positions = await follower;
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(positions.Distinct(), positions);
        for (var writer = 0; writer < writers; writer++)
        {
            var ids = new List<Guid>();
            await foreach (var e in _opened.Store.ReadStreamAsync(Name($"w{writer}"), 0, CancellationToken.None))
                ids.Add(e.Id);
            Assert.Equal(Enumerable.Range(0, appends).Select(i => IdOf($"{writer}/{i}")), ids);
        }

        watch.Restart();
        Assert.Equal(positions, await PositionsAsync(_opened.Start));
        TestContext.Current.SendDiagnosticMessage(
            $"{writers} writers: {writers * appends / took.TotalSeconds:N0} appends/s, of which {failures} failed and were made again; "
            + $"read with {positions.Count / watch.Elapsed.TotalSeconds:N0} events/s");

        async Task<List<long>> FollowAsync()
        {
            var seen = new List<long>();
            while (seen.Count < writers * appends)
            {
                var place = seen.Count == 0 ? _opened.Start : seen[^1];
                try
                {
                    await foreach (var e in _opened.Store.ReadAllAsync(place, EventFilter.Everything, CancellationToken.None))
                        seen.Add(e.Position);
                    await _opened.Head.WaitBeyondAsync(seen.Count == 0 ? place : seen[^1], CancellationToken.None);
                }
                catch (EsdbException)
                {
                    // It goes on from where it was.
                }
            }

            return seen;
        }
    }

    private StreamName Name(string stream) => new("test", $"{_opened.Scope}{stream}");

    private Guid IdOf(string id) => DerivedId.From("server", _opened.Scope, id);

    private static (AppendOutcome, long) Told(AppendResult result) => (result.Outcome, result.Version);

    private Task<AppendResult> AppendAsync(IEventStore store, string stream, long expected, string id) => store.AppendAsync(
        new AppendRequest(Name(stream), expected, [new NewEvent(
            IdOf(id), "test.happened.v1", Encoding.UTF8.GetBytes("""{"a":1}"""), new EventContext(Moment.Noon, null, null, null, null))]),
        CancellationToken.None);

    private async Task<List<long>> PositionsAsync(long after)
    {
        var positions = new List<long>();
        await foreach (var e in _opened.Store.ReadAllAsync(after, EventFilter.Everything, CancellationToken.None))
            positions.Add(e.Position);
        return positions;
    }
}

using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>
/// Two processes' stores on one database, 32 callers, one append in twenty with a wrong version and one in twenty with an id that is known,
/// and a reader who watches: no answer is wrong, no position missing or late.
/// </summary>
public sealed class MartenCorrectnessTests : IAsyncLifetime
{
    private const int CallerCount = 32, AppendsEach = 60;
    private readonly int _seed = Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_SEED") is { Length: > 0 } seed ? int.Parse(seed, null) : Random.Shared.Next();
    private PostgresDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await PostgresDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Every_answer_is_right_and_positions_have_no_hole_and_come_in_order()
    {
        TestContext.Current.SendDiagnosticMessage("OMNICHANNEL_TEST_SEED={0}", _seed);
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(other, done.Token);
        var callers = await Task.WhenAll(Enumerable.Range(0, CallerCount).Select(number =>
            Task.Run(() => CallAsync(number % 2 == 0 ? one : other, number, new Random(_seed + number)))));
        var expected = callers.Sum();
        await done.CancelAsync();
        Assert.Equal(Enumerable.Range(1, expected).Select(position => (long)position), await watching);
        Assert.Equal(expected, await one.HeadAsync(CancellationToken.None));
    }

    private Task<MartenEventStore> OpenAsync() => MartenEventStore.OpenAsync(_database.ConnectionString, TimeProvider.System, CancellationToken.None);

    /// <summary>Appends to its own streams, knows what every answer has to be, and returns how many events it wrote.</summary>
    private static async Task<int> CallAsync(MartenEventStore store, int number, Random random)
    {
        var versions = new long[3];
        var written = new List<(AppendRequest Request, AppendResult Result)>();
        var events = 0;
        for (var i = 0; i < AppendsEach; i++)
        {
            var which = random.Next(versions.Length);
            var fresh = Enumerable.Range(0, random.Next(1, 4)).Select(n => New($"{number}/{i}/{n}")).ToArray();
            var request = new AppendRequest(new StreamName("check", $"{number}-{which}"), versions[which], fresh);
            switch (random.Next(20))
            {
                case 0:
                    var wrong = await store.AppendAsync(request with { ExpectedVersion = versions[which] + 1 + random.Next(3) }, CancellationToken.None);
                    Assert.Equal(new AppendResult(AppendOutcome.Conflict, versions[which], 0), wrong);
                    break;
                case 1 when written.Count > 0:
                    var (known, answer) = written[random.Next(written.Count)];
                    Assert.Equal(answer with { Outcome = AppendOutcome.Repeated }, await store.AppendAsync(known, CancellationToken.None));
                    break;
                default:
                    var result = await store.AppendAsync(request, CancellationToken.None);
                    versions[which] += fresh.Length;
                    events += fresh.Length;
                    Assert.Equal((AppendOutcome.Appended, versions[which]), (result.Outcome, result.Version));
                    written.Add((request, result));
                    break;
            }
        }

        Assert.Equal(written.Count, written.Select(one => one.Result.Position).Distinct().Count());
        return events;
    }

    private static async Task<List<long>> WatchAsync(MartenEventStore store, CancellationToken done)
    {
        var seen = new List<long>();
        bool isLast;
        do
        {
            // Asked before the read: what was written until then has to be in it.
            isLast = done.IsCancellationRequested;
            await foreach (var e in store.ReadAllAsync(seen.LastOrDefault(), EventFilter.Everything, CancellationToken.None))
                seen.Add(e.Position);
        }
        while (!isLast);
        return seen;
    }

    private static NewEvent New(string id) => new(
        DerivedId.From("check", id), "test.happened.v1", """{"n":1}"""u8.ToArray(), new EventContext(Moment.Noon, null, null, "test", null));
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Hosting;
using Omnichannel.Integration.Stores;
using Omnichannel.Testing;
using Omnichannel.Timeline;
using Xunit;

namespace Omnichannel.Integration.Timelines;

/// <summary>A timeline as of a position is what the live projection would show had the log ended there, however far the read model is.</summary>
public sealed class TimelineAsOfTests : IAsyncLifetime
{
    private const int Length = 220;
    private readonly EmbeddedStores _stores = new();
    private readonly TimelineProjection _projection = new();
    private ProjectionTarget _following = null!;

    public ValueTask InitializeAsync()
    {
        _following = new ProjectionTarget(_projection, _stores.ReadModels, "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(4000)]
    [InlineData(50000)]
    [InlineData(20261121)]
    public async Task As_of_any_position_it_is_the_live_one_of_the_log_cut_there(int seed)
    {
        var citizens = await RandomJourney.WriteAsync(seed, Length, _stores.Log);
        var page = await FollowedPage.ReadAsync(_stores.Log, 0, Length, NullLogger.Instance, CancellationToken.None);
        var random = new Random(seed);
        int[] cuts = [.. Enumerable.Range(0, 20).Select(_ => random.Next(1, Length)), Length];

        await AssertSameAsync("nothing was followed yet");
        await FollowAsync(Length / 2);
        await AssertSameAsync("the read model is half way");
        await FollowAsync(Length);
        await AssertSameAsync("the read model is at the head");
        foreach (var citizen in citizens)
            Assert.Equal(await PageAsync(citizen, null), await PageAsync(citizen, DateTimeOffset.MaxValue));

        async Task AssertSameAsync(string when)
        {
            foreach (var (cut, citizen) in cuts.SelectMany(cut => citizens.Select(citizen => (cut, citizen))))
            {
                var expected = Live(page.Events.Take(cut), citizen);
                var actual = await AsOfAsync(citizen, cut);
                Assert.True(expected == actual, $"Seed {seed}, {when}, as of {cut}: expected\n{expected}but it is\n{actual}");
            }
        }

        async Task FollowAsync(int until)
        {
            var from = (int)await _following.StartAsync(CancellationToken.None);
            var rows = await _following.ActAsync([.. page.Events.Take(until).Skip(from)], CancellationToken.None);
            Assert.True(await _following.SaveAsync(from, until, rows!, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Where_nobody_ever_heard_of_the_citizen_it_is_empty()
    {
        await RandomJourney.WriteAsync(1, 50, _stores.Log);
        Assert.Equal("", await AsOfAsync(DerivedId.From("nobody"), 50));
    }

    [Fact]
    public async Task What_the_table_of_owners_says_is_kept_to_the_types_that_are_looked_for_in_the_log()
    {
        await RandomJourney.WriteAsync(7, 2_000, _stores.Log);
        await foreach (var recorded in _stores.Log.ReadAllAsync(0, EventFilter.Everything, CancellationToken.None))
        {
            var rows = new RowChanges();
            if (EventCatalog.DeserializeOrNull(recorded) is not { } e)
                continue;
            _projection.Apply(recorded, e, rows);
            var other = rows.Fold(TimelineProjection.Owners).Values.Any(row => (string?)row["citizen_id"] != recorded.StreamId);
            Assert.Equal(TimelineProjection.OwningTypes.Contains(recorded.Type), other);
        }
    }

    /// <summary>The live projection's rows, by the rule of the live timeline.</summary>
    private string Live(IEnumerable<FollowedEvent> events, Guid citizen)
    {
        var changes = new RowChanges();
        foreach (var (recorded, e) in events)
            _projection.Apply(recorded, e, changes);
        var tables = new MemoryTables(_projection.Tables);
        tables.Save(changes);
        var owners = tables.RowsOf(TimelineProjection.Owners);
        return Lines(tables.RowsOf(TimelineProjection.Entries)
            .Where(row => row.Value.ContainsKey("position") && owners.TryGetValue((string)row.Value["owner"], out var owner) && Equals(owner["citizen_id"], citizen.ToString()))
            .OrderByDescending(row => (long)row.Value["position"])
            .Select(row => TimelineEntry.Of(row.Key, row.Value.ToDictionary(cell => cell.Key, cell => (object?)cell.Value))));
    }

    private async Task<string> AsOfAsync(Guid citizen, long position)
    {
        using var output = new MemoryStream();
        await AsOf().WriteAsync(citizen, position, output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>As the HTTP route answers.</summary>
    private async Task<string> PageAsync(Guid citizen, DateTimeOffset? asOf)
    {
        var slice = new ShowTimeline(_stores.ReadModels, new ReadYourWrites(_stores.ReadModels, new SubscriptionProgress(), TimeProvider.System), _projection, AsOf());
        var result = await slice.PageAsync(citizen, new ShowTimeline.Query { Limit = 200, AsOf = asOf }, new DefaultHttpContext(), CancellationToken.None);
        return Lines(Assert.IsType<Ok<Page<TimelineEntry>>>(result).Value!.Items);
    }

    private TimelineAsOf AsOf() => new(_stores.Log, new CitizenStreams(_stores.Log, _stores.ReadModels, _projection), new LogTimes(_stores.Log, _stores.ReadModels), _projection);

    private static string Lines(IEnumerable<TimelineEntry> entries) =>
        string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, ContractJson.Options) + "\n"));
}

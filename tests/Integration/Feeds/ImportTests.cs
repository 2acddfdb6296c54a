using System.Globalization;
using System.Text;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Feeds;
using Omnichannel.Hosting;
using Omnichannel.Integration.Stores;
using Omnichannel.Integration.Stores.EventStoreDb;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Feeds;

public sealed class SqliteImportTests : ImportContract
{
    private protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new SqliteUnderTest(":memory:"));
}

public sealed class PostgresImportTests : ImportContract
{
    private protected override async Task<IStoreUnderTest> OpenAsync() => await PostgresUnderTest.CreateAsync();
}

[Collection("EventStoreDB")]
public sealed class EsdbImportTests : ImportContract
{
    private protected override async Task<IStoreUnderTest> OpenAsync() => await EsdbUnderTest.CreateAsync(Servers.EventStoreDb);
}

/// <summary>A log taken over from a file is the log it came from.</summary>
public abstract class ImportContract : IAsyncLifetime
{
    private readonly SqliteEventStore _source = new(":memory:", TimeProvider.System);
    private IStoreUnderTest _opened = null!;

    private IEventStore Store => _opened.Store;

    private protected abstract Task<IStoreUnderTest> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        _opened = await OpenAsync();
        await SampleLog.WriteAsync(_source, 0, 200, scope: _opened.Scope);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened is not null)
            await _opened.DisposeAsync();
        await _source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_imported_log_is_the_one_that_was_replayed()
    {
        var totals = await ImportAsync(await LinesAsync());
        Assert.Equal(new ImportTotals(200, 0, 200), totals);
        Assert.Equal(await SampleLog.DumpAsync(_source), await DumpAsync());
        await SampleLog.WriteAsync(Store, 200, 20, scope: _opened.Scope);
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_when_it_is_started_again()
    {
        var lines = await LinesAsync();
        await ImportAsync(lines[..77]);
        Assert.Equal(new ImportTotals(123, 77, 200), await ImportAsync(lines));
        Assert.Equal(new ImportTotals(0, 200, 200), await ImportAsync(lines));
        Assert.Equal(await SampleLog.DumpAsync(_source), await DumpAsync());
    }

    [Fact]
    public async Task An_import_follows_on_what_is_here_and_others_go_on_writing_meanwhile()
    {
        var other = new StreamName("conversation", $"another{_opened.Scope}");
        await Store.AppendAsync(new AppendRequest(other, 0, [SampleLog.Note(9_000, Moment.Noon, _opened.Scope)]), CancellationToken.None);
        var importing = ImportAsync(await LinesAsync());
        for (var i = 1; i <= 50; i++)
            await Store.AppendAsync(new AppendRequest(other, i, [SampleLog.Note(9_000 + i, Moment.Noon, _opened.Scope)]), CancellationToken.None);
        await importing;
        var positions = (await DumpAsync()).Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 251).Select(i => (long)i), positions);
    }

    [Theory]
    [InlineData("{", "is no JSON")]
    [InlineData("[]", "no CloudEvent")]
    [InlineData("""{"specversion":"1.0","id":"7","type":"a.b.v1"}""", "id is no UUID")]
    public async Task A_line_that_is_none_is_named_and_what_stands_before_it_is_not_lost(string bad, string why)
    {
        var lines = await LinesAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([.. lines[..150], bad, .. lines[150..]]));
        Assert.Contains("Line 151", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        // The same command, once the line is mended.
        Assert.Equal(200, (await ImportAsync(lines)).Position);
    }

    [Fact]
    public async Task An_event_that_does_not_follow_on_its_stream_is_refused_with_its_line()
    {
        var lines = await LinesAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([.. lines[..30], .. lines[37..]]));
        Assert.Contains("Line 31", error.Message, StringComparison.Ordinal);
        Assert.Empty(await DumpAsync());
    }

    [Fact]
    public async Task An_id_that_stands_elsewhere_is_refused()
    {
        var lines = await LinesAsync();
        await ImportAsync(lines);
        var elsewhere = lines[0].Replace("conversation-", "conversation-f", StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([lines[0], elsewhere]));
        // Where ids are known in their own stream only, a file that does not touch it does not tell (docs/eventstoredb.md).
        if (Store.KnowsIdsAcrossStreams)
            await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([elsewhere]));
        Assert.Equal(200, (await DumpAsync()).Count);
    }

    [Fact]
    public async Task Keys_are_not_slipped_in_with_a_file()
    {
        var line = (await LinesAsync())[0].Replace("\"subject\":\"conversation-", "\"subject\":\"access-", StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([line]));
        Assert.Contains("--whole", error.Message, StringComparison.Ordinal);
        Assert.Empty(await DumpAsync());
    }

    private async Task<ImportTotals> ImportAsync(IReadOnlyList<string> lines)
    {
        var file = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var totals = await new Import((IEventImport)Store).RunAsync(
            new MemoryStream(file), file.Length, isWhole: false, new Progress(TextWriter.Null, false, TimeProvider.System), CancellationToken.None);
        return totals with { Position = (await PositionsAsync()).IndexOf(totals.Position) + 1 };
    }

    /// <summary>What the import has to leave, event by event. Where positions are no count, each stands with its number instead.</summary>
    private async Task<List<string>> DumpAsync()
    {
        var positions = await PositionsAsync();
        Assert.Equal(_opened.HasGaps ? positions.Order() : Enumerable.Range(1, positions.Count).Select(i => (long)i), positions);
        return [.. (await SampleLog.DumpAsync(Store, _opened.Start)).Select((line, i) => $"{i + 1}{line[line.IndexOf(' ', StringComparison.Ordinal)..]}")];
    }

    private async Task<List<long>> PositionsAsync()
    {
        var positions = new List<long>();
        await foreach (var e in Store.ReadAllAsync(_opened.Start, EventFilter.Everything, CancellationToken.None))
            positions.Add(e.Position);
        return positions;
    }

    private async Task<string[]> LinesAsync()
    {
        var path = Path.GetTempFileName();
        await using (var target = new FileTarget(path, new NdjsonFormat(true)))
        {
            await target.ReachedAsync(CancellationToken.None);
            await foreach (var recorded in _source.ReadAllAsync(0, EventFilter.Everything, CancellationToken.None))
                await target.WriteAsync(recorded, CancellationToken.None);
            await target.SaveAsync(CancellationToken.None);
        }

        var lines = await File.ReadAllLinesAsync(path);
        File.Delete(path);
        return lines;
    }
}

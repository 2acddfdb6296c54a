using System.Text;
using Npgsql;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Postgres;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Feeds;
using Omnichannel.Hosting;
using Omnichannel.Integration.Stores;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Feeds;

public sealed class SqliteImportTests : ImportContract
{
    private protected override Task<(IEventStore, IEventImport, Func<Task>)> OpenAsync()
    {
        var store = new SqliteEventStore(":memory:", TimeProvider.System);
        return Task.FromResult<(IEventStore, IEventImport, Func<Task>)>((store, store, async () => await store.DisposeAsync()));
    }
}

public sealed class PostgresImportTests : ImportContract
{
    private protected override async Task<(IEventStore, IEventImport, Func<Task>)> OpenAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        var store = await PostgresEventStore.OpenAsync(source, TimeProvider.System, CancellationToken.None);
        return (store, store, async () =>
        {
            await store.DisposeAsync();
            await source.DisposeAsync();
            await database.DisposeAsync();
        }
        );
    }
}

/// <summary>A log taken over from a file is the log it came from.</summary>
public abstract class ImportContract : IAsyncLifetime
{
    private readonly SqliteEventStore _source = new(":memory:", TimeProvider.System);
    private IEventStore _store = null!;
    private IEventImport _import = null!;
    private Func<Task> _close = null!;

    private protected abstract Task<(IEventStore, IEventImport, Func<Task>)> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        (_store, _import, _close) = await OpenAsync();
        await SampleLog.WriteAsync(_source, 0, 200);
    }

    public async ValueTask DisposeAsync()
    {
        await _close();
        await _source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_imported_log_is_the_one_that_was_replayed()
    {
        var totals = await ImportAsync(await LinesAsync());
        Assert.Equal(new ImportTotals(200, 0, 200), totals);
        Assert.Equal(await SampleLog.DumpAsync(_source), await SampleLog.DumpAsync(_store));
        await SampleLog.WriteAsync(_store, 200, 20);
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_when_it_is_started_again()
    {
        var lines = await LinesAsync();
        await ImportAsync(lines[..77]);
        Assert.Equal(new ImportTotals(123, 77, 200), await ImportAsync(lines));
        Assert.Equal(new ImportTotals(0, 200, 200), await ImportAsync(lines));
        Assert.Equal(await SampleLog.DumpAsync(_source), await SampleLog.DumpAsync(_store));
    }

    [Fact]
    public async Task An_import_follows_on_what_is_here_and_others_go_on_writing_meanwhile()
    {
        var other = new StreamName("conversation", "another");
        await _store.AppendAsync(new AppendRequest(other, 0, [SampleLog.Note(9_000, ManualTime.Noon)]), CancellationToken.None);
        var importing = ImportAsync(await LinesAsync());
        for (var i = 1; i <= 50; i++)
            await _store.AppendAsync(new AppendRequest(other, i, [SampleLog.Note(9_000 + i, ManualTime.Noon)]), CancellationToken.None);
        await importing;
        var positions = (await SampleLog.DumpAsync(_store)).Select(line => long.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
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
        Assert.Empty(await SampleLog.DumpAsync(_store));
    }

    [Fact]
    public async Task An_id_that_stands_elsewhere_is_refused()
    {
        var lines = await LinesAsync();
        await ImportAsync(lines);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([lines[0].Replace("conversation-", "conversation-f", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Keys_are_not_slipped_in_with_a_file()
    {
        var line = (await LinesAsync())[0].Replace("\"subject\":\"conversation-", "\"subject\":\"access-", StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ImportAsync([line]));
        Assert.Contains("--whole", error.Message, StringComparison.Ordinal);
        Assert.Empty(await SampleLog.DumpAsync(_store));
    }

    private async Task<ImportTotals> ImportAsync(IReadOnlyList<string> lines)
    {
        var file = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        return await new Import(_import).RunAsync(
            new MemoryStream(file), file.Length, isWhole: false, new Progress(TextWriter.Null, false, TimeProvider.System), CancellationToken.None);
    }

    private async Task<string[]> LinesAsync()
    {
        var path = Path.GetTempFileName();
        await using (var target = new FileTarget(path, new NdjsonFormat(true)))
        {
            await target.ReachedAsync(CancellationToken.None);
            await foreach (var recorded in _source.ReadAllAsync(0, EventFilter.Everything, CancellationToken.None))
                await target.WriteAsync(recorded, CancellationToken.None);
            await target.KeepAsync(CancellationToken.None);
        }

        var lines = await File.ReadAllLinesAsync(path);
        File.Delete(path);
        return lines;
    }
}

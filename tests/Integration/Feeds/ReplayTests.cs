using System.Text;
using System.Text.Json;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Feeds;
using Omnichannel.Hosting;
using Omnichannel.Integration.Stores;
using Omnichannel.Integration.Stores.EventStoreDb;
using Omnichannel.Testing;
using RabbitMQ.Client;
using Xunit;

namespace Omnichannel.Integration.Feeds;

/// <summary>The log read out again, whole, in parts, and after having been stopped.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private readonly EmbeddedStores _stores = new();

    public async ValueTask InitializeAsync()
    {
        await SampleLog.WriteAsync(_stores.Log, 0, 300);
    }

    public async ValueTask DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData(".ndjson")]
    [InlineData(".csv")]
    public async Task A_file_that_was_cut_off_anywhere_goes_on_and_is_as_if_it_never_was(string ending)
    {
        var whole = Path.Combine(_stores.Folder, $"whole{ending}");
        await RunAsync(Everything, () => FileOf(whole));
        var bytes = await File.ReadAllBytesAsync(whole);
        var random = new Random(20261125);
        foreach (var cut in Enumerable.Range(0, 40).Select(_ => random.Next(bytes.Length)).Append(0).Append(bytes.Length).Append(bytes.Length - 1))
        {
            var path = Path.Combine(_stores.Folder, $"cut-{cut}{ending}");
            await File.WriteAllBytesAsync(path, bytes.AsMemory(0, cut));
            await RunAsync(Everything, () => FileOf(path));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
        }

        await SampleLog.WriteAsync(_stores.Log, 300, 10);
        await RunAsync(Everything, () => FileOf(whole));
        var lines = await File.ReadAllLinesAsync(whole);
        Assert.Equal(310, lines.Count(line => line.Contains(SampleLog.NoteType, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_no_replay_made_is_left_alone()
    {
        var path = Path.Combine(_stores.Folder, "letter.ndjson");
        await File.WriteAllTextAsync(path, "Dear Sir\nor Madam\n");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Everything, () => FileOf(path)));
        Assert.Equal("Dear Sir\nor Madam\n", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Positions_and_times_say_which_part()
    {
        Assert.Equal((10, 20, 11), await EndsAsync(Everything with { From = new LogBound(10, null), To = new LogBound(20, null) }));
        var (from, to) = (Moment.Noon.AddSeconds(100), Moment.Noon.AddSeconds(200));
        Assert.Equal((101, 200, 100), await EndsAsync(Everything with { From = new LogBound(null, from), To = new LogBound(null, to) }));
        Assert.Equal((1, 295, 43), await EndsAsync(Everything with { Filter = FeedRange.FilterOf([], [(await FirstAsync()).Stream]) }));
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_run_are_text_and_each_event_is_one_line()
    {
        var path = Path.Combine(_stores.Folder, "notes.csv");
        await RunAsync(Everything with { Filter = FeedRange.FilterOf([SampleLog.NoteType], []) }, () => FileOf(path, SampleLog.NoteType));
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal("position,time,type,stream,streamversion,id,correlationid,causationid,data.noteId,data.text,data.author,data.at", lines[0]);
        Assert.Equal(301, lines.Length);
        Assert.Contains("\"'=note 0, \"\"zwei\"\" Zeilen␊😀\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_goes_on_until_it_is_told_to_stop_and_keeps_what_it_has()
    {
        var path = Path.Combine(_stores.Folder, "followed.ndjson");
        using var stop = new CancellationTokenSource();
        var following = RunAsync(Everything with { Follow = true }, () => FileOf(path), stop.Token);
        await SampleLog.WriteAsync(_stores.Log, 300, 50);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(path) && Lines(path) == 350));
        await stop.CancelAsync();
        Assert.Equal(350, await following);
    }

    [Fact]
    public async Task A_follower_outlasts_a_log_that_is_away_and_writes_nothing_twice()
    {
        await using var peer = await new ScriptedEsdb().StartAsync();
        await using var store = await EsdbEventStore.OpenAsync($"esdb://{peer.Host}?tls=false&defaultDeadline=300", TimeProvider.System, CancellationToken.None);
        await SampleLog.WriteAsync(store, 0, 20);
        var path = Path.Combine(_stores.Folder, "outlasted.ndjson");
        await using var target = await FileOf(path);
        await using var said = new StringWriter();
        using var stop = new CancellationTokenSource();
        var following = new Replay(store, store, new LogTimes(store, _stores.ReadModels), TimeProvider.System)
            .RunAsync(Everything with { Follow = true }, target, new Progress(TextWriter.Synchronized(said), false, TimeProvider.System), stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(path) && Lines(path) == 20));
        await peer.StopAsync();
        await Eventually.TrueAsync(() => Task.FromResult(following.IsCompleted || said.ToString().Contains("trying again", StringComparison.Ordinal)));
        await peer.StartAsync();
        await SampleLog.WriteAsync(store, 20, 5);
        await Eventually.TrueAsync(() => Task.FromResult(following.IsCompleted || Lines(path) >= 25));
        await stop.CancelAsync();
        await following;
        Assert.Equal(25, (await File.ReadAllLinesAsync(path)).Distinct().Count());
        Assert.Equal(25, Lines(path));
    }

    [Fact]
    public async Task A_replay_into_an_exchange_is_in_order_and_goes_on_where_it_was()
    {
        var broker = new Uri(await Brokers.NewAsync());
        var mark = Path.Combine(_stores.Folder, "replays", "mark");
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("analysis", ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync("all", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("all", "analysis", "conversation.#");

        await RunAsync(Everything with { To = new LogBound(120, null) }, () => IntoAsync(broker, mark));
        await RunAsync(Everything, () => IntoAsync(broker, mark));
        var positions = new List<long>();
        while (await channel.BasicGetAsync("all", autoAck: true) is { } message)
        {
            using var e = JsonDocument.Parse(message.Body);
            Assert.Equal("application/cloudevents+json", message.BasicProperties.ContentType);
            Assert.Equal(message.BasicProperties.MessageId, e.RootElement.GetProperty("id").GetString());
            Assert.Equal(SampleLog.NoteType, message.RoutingKey);
            Assert.DoesNotContain("Zeilen", Encoding.UTF8.GetString(message.Body.Span), StringComparison.Ordinal);
            positions.Add(long.Parse(e.RootElement.GetProperty("position").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), positions);

        async Task<IReplayTarget> IntoAsync(Uri address, string path) =>
            new ExchangeTarget(await CloudEventChannel.OpenAsync(address, "analysis", false, "test", CancellationToken.None), path, null, TimeProvider.System);
    }

    private static ReplayRequest Everything { get; } = new(null, null, FeedRange.FilterOf([], []), Follow: false, ShowPersonal: true);

    private static Task<IReplayTarget> FileOf(string path, params string[] types) =>
        Task.FromResult<IReplayTarget>(new FileTarget(path, path.EndsWith(".csv", StringComparison.Ordinal) ? new CsvFormat(types, true) : new NdjsonFormat(true)));

    private async Task<(long First, long Last, int Count)> EndsAsync(ReplayRequest order)
    {
        var path = Path.Combine(_stores.Folder, $"{Guid.NewGuid()}.ndjson");
        await RunAsync(order, () => FileOf(path));
        var lines = (await File.ReadAllLinesAsync(path)).Select(line => new NdjsonFormat(true).PositionOf(Encoding.UTF8.GetBytes(line))!.Value).ToArray();
        return (lines[0], lines[^1], lines.Length);
    }

    private async Task<long> RunAsync(ReplayRequest order, Func<Task<IReplayTarget>> open, CancellationToken ct = default)
    {
        await using var target = await open();
        var replay = new Replay(_stores.Log, _stores.Log, new LogTimes(_stores.Log, _stores.ReadModels), TimeProvider.System);
        return await replay.RunAsync(order, target, new Progress(TextWriter.Null, false, TimeProvider.System), ct);
    }

    private async Task<RecordedEvent> FirstAsync()
    {
        await foreach (var recorded in _stores.Log.ReadAllAsync(0, EventFilter.Next(1), CancellationToken.None))
            return recorded;
        throw new InvalidOperationException("The log is empty.");
    }

    private static int Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}

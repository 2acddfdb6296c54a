using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Omnichannel.EventSourcing;

/// <summary>Rebuilds a projection beside the live one and swaps it in: readers see the old rows until the new ones are complete and up to date.</summary>
public sealed class Rebuild(IEventStore store, ILogHead head, IReadModels readModels, ILogger<Rebuild> log)
{
    private const string Suffix = "_next";

    /// <summary>Events a transaction: a rebuild waits for nobody, so it can take more at once than a follower.</summary>
    private const int BatchSize = 4_000;

    /// <param name="report">Called after every batch with the number of events done and their share of the log.</param>
    /// <exception cref="InvalidOperationException">Another rebuild of this projection is running.</exception>
    public async Task RunAsync(IProjection projection, Action<long, double?> report, CancellationToken ct)
    {
        var live = ProjectionTarget.CheckpointOf(projection);
        var next = new ProjectionTarget(projection, readModels, Suffix);
        var outdated = await OthersAsync(projection, ct);
        await readModels.DropAsync(projection.Tables, Suffix, next.Name, ct);
        var position = await next.StartAsync(ct);
        var done = 0L;
        do
        {
            // While it caught up the live one may have gone on: then it has to as well, or a reader would see less than before.
            position = await CatchUpAsync(next, position, (events, at, end) => report(done += events, (double)at / Math.Max(at, end)), ct);
        }
        while (!await readModels.SwapAsync(projection.Tables, Suffix, next.Name, live, outdated, projection.FormerTables, ct));
    }

    /// <summary>
    /// Whether the rows are of an older version of the projection, or of one that had another name: rows without a checkpoint of their own
    /// are never written over, for readers would see a mixture.
    /// </summary>
    /// <exception cref="InvalidOperationException">They are of a newer one, which another program may be following: they are left alone.</exception>
    public async Task<bool> IsNeededAsync(IProjection projection, CancellationToken ct)
    {
        var others = await OthersAsync(projection, ct);
        var newest = others.Max(name => VersionOf(projection.Name, name));
        if (newest > projection.Version)
            throw new InvalidOperationException($"The rows of {projection.Name} are of version {newest}, this program's is {projection.Version}: 'omnichannel rebuild {projection.Name}' would bring them back.");
        if (await readModels.CheckpointAsync(ProjectionTarget.CheckpointOf(projection), ct) > 0)
            return false;
        if (others.Count > 0)
            return true;
        await readModels.EnsureAsync(projection.Tables, "", ct);
        foreach (var table in projection.Tables)
        {
            if (await readModels.HasRowsAsync(table, ct))
                return true;
        }

        return false;
    }

    /// <summary>Checkpoints of the same projection in other versions or under former names.</summary>
    private async Task<IReadOnlyList<string>> OthersAsync(IProjection projection, CancellationToken ct)
    {
        await readModels.EnsureAsync([], "", ct);
        return [.. (await readModels.CheckpointsAsync(ct)).Keys.Where(name =>
            (VersionOf(projection.Name, name) is { } version && version != projection.Version)
            || projection.FormerNames.Any(former => VersionOf(former, name) is not null))];
    }

    private static int? VersionOf(string projection, string checkpoint) =>
        checkpoint.StartsWith(projection + "-", StringComparison.Ordinal)
        && int.TryParse(checkpoint.AsSpan(projection.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>Reading, making rows and saving them go on side by side, each in the log's order.</summary>
    private async Task<long> CatchUpAsync(ProjectionTarget next, long from, Action<int, long, long> report, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pages = Channel.CreateBounded<FollowedPage>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(from, pages.Writer, stop.Token);
        var (position, saving) = (from, Task.CompletedTask);
        var end = await head.HeadAsync(ct);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(ct))
            {
                var rows = await next.ActAsync(page.Events, ct) ?? new RowChanges();
                await saving;
                saving = SaveAsync(next, page, rows, ct);
                position = page.To;
                report(page.Events.Count, position, end);
            }

            await saving;
            await reading;
            return position;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, saving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SaveAsync(ProjectionTarget next, FollowedPage page, RowChanges rows, CancellationToken ct)
    {
        if (!await next.SaveAsync(page.From, page.To, rows, ct))
            throw new InvalidOperationException($"Another rebuild of {next.Name} is running.");
    }

    private async Task ReadAsync(long position, ChannelWriter<FollowedPage> pages, CancellationToken ct)
    {
        try
        {
            FollowedPage page;
            do
            {
                page = await FollowedPage.ReadAsync(store, position, BatchSize, log, ct);
                if (page.To == position)
                    break;
                await pages.WriteAsync(page, ct);
                position = page.To;
            }
            while (!page.IsLast);
            pages.Complete();
        }
        catch (Exception exception)
        {
            pages.Complete(exception);
            throw;
        }
    }
}

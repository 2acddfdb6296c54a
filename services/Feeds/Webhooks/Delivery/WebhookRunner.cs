using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>
/// Delivers the log to one webhook: in order, one event a request, each until it is taken. It waits for nobody but its own address, and
/// holds no more than a page of the log.
/// </summary>
internal sealed class WebhookRunner(IEventStore store, ILogHead head, CommandHandler handler, WebhookCheckpoints places, WebhookSender sender, TimeProvider time)
{
    private const int PageSize = 20;

    /// <summary>What the filter passed over is looked at again after a crash, but not more than this.</summary>
    private const long SaveEvery = 1_000;

    /// <summary>On a busy log it looks at most this often for what the filter lets through.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the webhook was removed.</summary>
    /// <exception cref="LeadLostException">Another process delivers it.</exception>
    public async Task RunAsync(Guid id, WebhookSignal changed, CancellationToken ct)
    {
        while (true)
        {
            // Taken before reading: what changes from here on rings.
            var ring = changed.Next;
            var (state, version, _, _) = await LoadAsync(id, ct);
            if (state.IsRemoved)
            {
                await places.ForgetAsync(id, ct);
                return;
            }

            if (state.PausedBecause is not null)
                await ring.WaitAsync(ct);
            else
                await FollowAsync(state, version, await places.FindAsync(id, state, ct), ring, ct);
        }
    }

    private Task<Handled<WebhookState>> LoadAsync(Guid id, CancellationToken ct) =>
        handler.LoadAsync(WebhookDecider.At(id), ct);

    /// <summary>Goes on until the webhook changes.</summary>
    private async Task FollowAsync(WebhookState state, long version, WebhookCheckpoint checkpoint, Task ring, CancellationToken ct)
    {
        var filter = FeedRange.FilterOf(state.Created!.Types, state.Created.Streams) with { Limit = PageSize };
        var saved = checkpoint.Position;
        while (!ring.IsCompleted)
        {
            // Taken before reading: what the filter passes over up to here need not be looked at again.
            var scanned = await head.HeadAsync(ct);
            var page = new List<RecordedEvent>(PageSize);
            await foreach (var recorded in store.ReadAllAsync(checkpoint.Position, filter, ct))
                page.Add(recorded);
            // Rings come a moment late. The stream, read after the page, holds every change that came before any event of the page:
            // what is accepted after a pause was answered waits, and what is accepted after a rotation carries the new signature.
            if (page.Count > 0 && (await LoadAsync(checkpoint.Id, ct)).Version != version)
                return;
            foreach (var recorded in page)
            {
                if (await DeliverAsync(state, checkpoint, recorded, ring, ct) is not { } next)
                    return;
                (checkpoint, saved) = (next, next.Position);
            }

            if (page.Count == PageSize)
                continue;
            checkpoint = checkpoint with { Position = Math.Max(checkpoint.Position, scanned) };
            if (checkpoint.Position - saved > SaveEvery)
            {
                checkpoint = await places.SaveAsync(checkpoint, null, null, 0, time.GetUtcNow(), ct);
                saved = checkpoint.Position;
            }

            await UntilAsync(stop => head.WaitBeyondAsync(checkpoint.Position, stop), ring, ct);
            await Task.Delay(Interval, TimeProvider.System, ct);
        }
    }

    /// <returns>The checkpoint after the event; null when the webhook changed before it was saved.</returns>
    private async Task<WebhookCheckpoint?> DeliverAsync(WebhookState state, WebhookCheckpoint checkpoint, RecordedEvent recorded, Task ring, CancellationToken ct)
    {
        while (true)
        {
            if (checkpoint.DueAt is { } due && due - time.GetUtcNow() is { Ticks: > 0 } wait)
                await UntilAsync(stop => Task.Delay(wait, time, stop), ring, ct);
            if (ring.IsCompleted)
                return null;
            var attempt = await sender.SendAsync(state, recorded, ct);
            var (number, now) = (checkpoint.Attempt + 1, time.GetUtcNow());
            if (attempt.Failure is null)
                return await places.SaveAsync(checkpoint with { Position = recorded.Position, Attempt = 0, DueAt = null }, attempt, recorded, number, now, ct);
            var again = attempt.Status == 410 ? null : RetrySchedule.After(number, attempt.RetryAfter, Random.Shared.NextDouble());
            // The pause first: a crash in between finds it paused, and not with an attempt that is nobody's.
            if (again is null)
                await PauseAsync(state, checkpoint, recorded, attempt.Status == 410 ? "gone" : "exhausted", now, ct);
            checkpoint = await places.SaveAsync(checkpoint with { Attempt = number, DueAt = now + again }, attempt, recorded, number, now, ct);
            if (again is null)
                return null;
        }
    }

    private Task PauseAsync(WebhookState state, WebhookCheckpoint checkpoint, RecordedEvent recorded, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var id = DerivedId.From("webhook-pause", checkpoint.Id.ToString(), $"{state.Round}", recorded.Id.ToString());
        return handler.HandleAsync(
            WebhookDecider.At(checkpoint.Id), new WebhookEvent.Paused(checkpoint.Id, reason, now), CommandContext.First(id, "feeds", now), ct);
    }

    /// <summary>Waits for one thing, but no longer than until it rings.</summary>
    private static async Task UntilAsync(Func<CancellationToken, Task> wait, Task ring, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waiting = wait(stop.Token);
        await Task.WhenAny(waiting, ring);
        await stop.CancelAsync();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }
}

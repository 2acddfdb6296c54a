namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// Many callers' new keys in few transactions, as <see cref="CoalescingAppender"/> does it for events: while some are being kept, the next ones
/// gather, so that new citizens who write at once share the price of a durable commit.
/// </summary>
internal sealed class KeyGeneration(Func<IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, PersonalKey>>> make) : IDisposable
{
    private const int MostAtOnce = 500;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, TaskCompletionSource<PersonalKey>> _waiting = [];

    public async Task<PersonalKey> TakeAsync(Guid subject, CancellationToken ct)
    {
        TaskCompletionSource<PersonalKey>? done;
        lock (_lock)
        {
            if (!_waiting.TryGetValue(subject, out done))
                _waiting[subject] = done = new TaskCompletionSource<PersonalKey>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await _turn.WaitAsync(ct);
        try
        {
            // The caller whose turn it is makes the keys for all who wait; most find theirs made already.
            while (!done.Task.IsCompleted)
                await MakeAsync();
        }
        finally
        {
            _turn.Release();
        }

        return await done.Task;
    }

    public void Dispose() => _turn.Dispose();

    private async Task MakeAsync()
    {
        KeyValuePair<Guid, TaskCompletionSource<PersonalKey>>[] batch;
        lock (_lock)
        {
            batch = [.. _waiting.Take(MostAtOnce)];
            foreach (var (subject, _) in batch)
                _waiting.Remove(subject);
        }

        try
        {
            // Not the caller's token: the others' keys do not depend on whether this one still waits.
            var made = await make([.. batch.Select(one => one.Key)], CancellationToken.None);
            foreach (var (subject, done) in batch)
                done.TrySetResult(made[subject]);
        }
        catch (Exception exception)
        {
            foreach (var (_, done) in batch)
                done.TrySetException(exception);
        }
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// A key for each subject: made when something of theirs is first stored, opened once and remembered, destroyed for good. Every two seconds
/// at most, before a remembered key is used, it is asked whose were destroyed meanwhile: so every process honours it without a question
/// for each event.
/// </summary>
public sealed class PersonalKeys : IDisposable
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly PersonalKeyStore _store;
    private readonly EpochKeys _epochs;
    private readonly TimeProvider _time;
    private readonly MemoryCache _opened = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private readonly KeyGeneration _making;
    private readonly Lock _lock = new();
    private IReadOnlyList<EpochKey> _known = [];
    private long? _mark;
    private long _renewedAt;
    private string _epoch;

    private PersonalKeys(PersonalKeyStore store, EpochKeys epochs, string epoch, TimeProvider time)
    {
        (_store, _epochs, _epoch, _time) = (store, epochs, epoch, time);
        _making = new KeyGeneration(MakeAsync);
    }

    /// <exception cref="InvalidOperationException">The keys that are there are wrapped with an epoch key that this process does not have.</exception>
    internal static async Task<PersonalKeys> OpenAsync(PersonalKeyStore store, EpochKeys epochs, TimeProvider time, CancellationToken ct)
    {
        // Only where nothing is kept yet may a key be made: one that is missing must not be replaced by another.
        var epoch = await store.OpenAsync(null, ct) ?? (await store.OpenAsync(epochs.First().Id, ct))!;
        var keys = new PersonalKeys(store, epochs, epoch, time);
        _ = keys.EpochOf(epoch);
        return keys;
    }

    /// <summary>The subject's key, made where there is none; null when it was destroyed.</summary>
    internal async ValueTask<byte[]?> TakeAsync(Guid subject, CancellationToken ct)
    {
        await RenewAsync(ct);
        return _opened.TryGetValue(subject, out PersonalKey? known) ? known!.Value : (await _making.TakeAsync(subject, ct)).Value;
    }

    /// <summary>The keys of these subjects, with destroyed ones; subjects that never had one are missing. At most one query.</summary>
    internal async ValueTask<IReadOnlyDictionary<Guid, PersonalKey>> FindAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        await RenewAsync(ct);
        var found = new Dictionary<Guid, PersonalKey>(subjects.Count);
        var missing = new List<Guid>();
        foreach (var subject in subjects)
        {
            if (_opened.TryGetValue(subject, out PersonalKey? known))
                found[subject] = known!;
            else
                missing.Add(subject);
        }

        if (missing.Count == 0)
            return found;
        var mark = Mark();
        foreach (var wrapped in await _store.FindAsync(missing, ct))
            found[wrapped.Subject] = Remember(wrapped, mark);
        return found;
    }

    /// <summary>Destroys the keys of these subjects: what was sealed for them is gone, and nothing more is ever sealed for them.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        if (subjects.Count == 0)
            return;
        await _store.DestroyAsync(subjects, ct);
        lock (_lock)
            _renewedAt = 0;
        await RenewAsync(ct);
    }

    /// <summary>Wraps all keys with a new epoch key and forgets the old one: copies of the keys from before are of no use any more.</summary>
    /// <returns>How many; null when the newest epoch key is in use and only a setting can bring another.</returns>
    public async Task<int?> RotateAsync(CancellationToken ct)
    {
        if (_epochs.IsConfigured && _epochs.Known()[0].Id == _epoch)
            return null;
        var next = _epochs.IsConfigured ? _epochs.Known()[0] : _epochs.Begin();
        var count = await _store.RewrapAsync(next.Id, wrapped => next.Wrap(wrapped.Subject, EpochOf(wrapped.Epoch).Unwrap(wrapped)).Wrapped!, ct);
        _epoch = next.Id;
        if (!_epochs.IsConfigured)
            _epochs.End(next);
        return count;
    }

    public void Dispose()
    {
        _opened.Dispose();
        _renewing.Dispose();
        _making.Dispose();
    }

    private async Task<IReadOnlyDictionary<Guid, PersonalKey>> MakeAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        while (true)
        {
            var mark = Mark();
            var epoch = EpochOf(_epoch);
            var wished = subjects.Select(subject => epoch.Wrap(subject, RandomNumberGenerator.GetBytes(32))).ToArray();
            if (await _store.MakeAsync(wished, ct) is { } standing)
                return standing.ToDictionary(wrapped => wrapped.Subject, wrapped => Remember(wrapped, mark));
            // Another process has rewrapped all keys meanwhile.
            _epoch = (await _store.OpenAsync(null, ct))!;
        }
    }

    private PersonalKey Remember(WrappedKey wrapped, long? mark)
    {
        var opened = new PersonalKey(wrapped.Wrapped is null ? null : EpochOf(wrapped.Epoch).Unwrap(wrapped));
        lock (_lock)
        {
            // Read before the last look at what was destroyed: it may be among it.
            if (mark == _mark || opened.IsDestroyed)
                Keep(wrapped.Subject, opened);
        }

        return opened;
    }

    private long? Mark()
    {
        lock (_lock)
            return _mark;
    }

    private void Keep(Guid subject, PersonalKey key)
    {
        using var entry = _opened.CreateEntry(subject);
        entry.Size = 1;
        entry.AbsoluteExpirationRelativeToNow = Longest;
        entry.Value = key;
    }

    private ValueTask RenewAsync(CancellationToken ct) =>
        Volatile.Read(ref _renewedAt) is not 0 and var at && _time.GetElapsedTime(at) < Trust ? ValueTask.CompletedTask : new(LookAsync(ct));

    private async Task LookAsync(CancellationToken ct)
    {
        await _renewing.WaitAsync(ct);
        try
        {
            if (_renewedAt != 0 && _time.GetElapsedTime(_renewedAt) < Trust)
                return;
            var began = _time.GetTimestamp();
            var (mark, destroyed) = await _store.DestroyedAsync(Mark(), ct);
            lock (_lock)
            {
                _mark = mark;
                foreach (var subject in destroyed)
                    Keep(subject, new PersonalKey(null));
                Volatile.Write(ref _renewedAt, began);
            }
        }
        finally
        {
            _renewing.Release();
        }
    }

    private EpochKey EpochOf(string id)
    {
        foreach (var known in _known)
        {
            if (known.Id == id)
                return known;
        }

        // It may have been changed since this process began.
        _known = _epochs.Known();
        return _known.FirstOrDefault(known => known.Id == id) ?? throw new InvalidOperationException(
            "The keys of personal data are wrapped with an epoch key that this process does not have: give it epoch.key in its data folder, or the same OMNICHANNEL_EPOCH_KEY (or OMNICHANNEL_ADMIN_KEY, where that is missing) as every other process.");
    }
}

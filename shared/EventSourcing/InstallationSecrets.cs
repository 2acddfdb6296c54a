using System.Security.Cryptography;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;

namespace Omnichannel.EventSourcing;

/// <summary>
/// Secrets that an installation makes for itself once and that every process of it must agree on: kept in the log, so that a process that comes
/// first makes one and all others find it. Feeds never show this category.
/// </summary>
public sealed class InstallationSecrets(IEventStore store, TimeProvider time) : IDisposable
{
    public const string Category = "installation";
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, byte[]> _known = [];

    /// <summary>32 bytes, for ever the same for one purpose in one installation.</summary>
    public async Task<byte[]> GetAsync(string purpose, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_known.TryGetValue(purpose, out var secret))
                return secret;
            var stream = new StreamName(Category, purpose);
            var made = new InstallationEvent.SecretMade(purpose, RandomNumberGenerator.GetBytes(32), time.GetUtcNow());
            // Version 0 expected: only the very first append wins, all others read what it wrote.
            await store.AppendAsync(
                new AppendRequest(stream, 0, [new NewEvent(
                    DerivedId.From("installation", purpose), EventCatalog.NameOf(made), EventCatalog.Serialize(made),
                    new EventContext(made.At, null, null, "installation", null))]),
                ct);
            await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
            {
                if (EventCatalog.Deserialize(recorded) is InstallationEvent.SecretMade first)
                    return _known[purpose] = first.Secret;
            }

            throw new InvalidOperationException($"The installation's secret for {purpose} could not be read back.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

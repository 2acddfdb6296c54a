using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary>
/// Access keys from the log: added and revoked by events, looked up in memory, the same in every process. A revoked key stops
/// working once this has read so, within a second.
/// </summary>
internal sealed class LoggedAccessKeys(IEventStore store, ILogHead head) : BackgroundService, IAccessKeys
{
    public static readonly StreamName Stream = new("access", "keys");
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private ImmutableDictionary<string, AccessEvent.KeyAdded> _byHash = ImmutableDictionary<string, AccessEvent.KeyAdded>.Empty;
    private long _version;

    public AccessKeyHolder? Find(string key) =>
        _byHash.TryGetValue(HashOf(key), out var added) ? new AccessKeyHolder(added.Name, added.Scopes) : null;

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Nothing is served before the keys are known.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var position = await head.HeadAsync(stoppingToken);
                await CatchUpAsync(stoppingToken);
                await head.WaitBeyondAsync(position, stoppingToken);
                // Keys are rare and messages are not: a busy log must not be read for keys a thousand times a second.
                await Task.Delay(Interval, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (System.Data.Common.DbException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        await foreach (var recorded in store.ReadStreamAsync(Stream, _version, ct))
        {
            _version = recorded.Version;
            _byHash = EventCatalog.Deserialize(recorded) switch
            {
                AccessEvent.KeyAdded added => _byHash.SetItem(added.Hash, added),
                AccessEvent.KeyRevoked revoked => _byHash.RemoveRange(_byHash.Where(pair => pair.Value.KeyId == revoked.KeyId).Select(pair => pair.Key)),
                _ => _byHash,
            };
        }
    }
}

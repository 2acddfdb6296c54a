using System.Collections.Concurrent;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Delivers like providers, while processes are killed: what is not acknowledged comes again; one address' deliveries one after another.</summary>
internal sealed class Deliveries(Installation installation, IReadOnlyList<Deliveries.Sender> senders, int kills, Random random) : IDisposable
{
    /// <summary>How often each is delivered, besides what is not acknowledged.</summary>
    private const int Times = 3;

    private readonly ConcurrentDictionary<string, (long First, long Acked)> _times = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));
    private long _clock;
    private int _acked;

    /// <summary>One citizen's address, and the provider's ids of what comes from there.</summary>
    public sealed record Sender(string Address, IReadOnlyList<string> Ids, Provider Call);

    /// <summary>The provider's request; the same each time it is made.</summary>
    public delegate HttpRequestMessage Provider(Uri server, string id, string address, string text);

    public IReadOnlyList<Sender> Senders => senders;

    public int Ids => senders.Sum(sender => sender.Ids.Count);

    private CancellationToken Patience => _patience.Token;

    public async Task RunAsync()
    {
        using var http = installation.Channels.NewClient();
        var work = senders.Select(sender => (Sender: sender, Ids: Shuffled(sender.Ids))).ToArray();
        var killing = Task.Run(KillAsync);
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Patience }, async (one, ct) =>
        {
            foreach (var id in one.Ids)
                await DeliverAsync(http, one.Sender, id, ct);
        });
        await killing;
    }

    public void Dispose() => _patience.Dispose();

    /// <summary>What was acknowledged before another was first tried must stand before it.</summary>
    public void AssertOrder(IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            for (var j = i + 1; j < ids.Count; j++)
                Assert.False(_times[ids[j]].Acked < _times[ids[i]].First, $"{ids[j]} was acknowledged before {ids[i]} was sent, and stands behind it.");
        }
    }

    private string[] Shuffled(IEnumerable<string> ids)
    {
        var all = ids.SelectMany(id => Enumerable.Repeat(id, Times)).ToArray();
        random.Shuffle(all);
        return all;
    }

    private async Task DeliverAsync(HttpClient http, Sender sender, string id, CancellationToken ct)
    {
        var began = Interlocked.Increment(ref _clock);
        while (!await IsTakenAsync(http, sender, id, ct))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        var acked = Interlocked.Increment(ref _clock);
        _times.AddOrUpdate(id, (began, acked), (_, known) => known);
        Interlocked.Increment(ref _acked);
    }

    private async Task<bool> IsTakenAsync(HttpClient http, Sender sender, string id, CancellationToken ct)
    {
        try
        {
            using var request = sender.Call(installation.Channels.Address, id, sender.Address, $"message {id}");
            using var response = await http.SendAsync(request, ct);
            if (response.IsSuccessStatusCode)
                // A caller who is asked to wait a moment is to come again: that acknowledges nothing.
                return !(await response.Content.ReadAsStringAsync(ct)).Contains("again=", StringComparison.Ordinal);
            Assert.True((int)response.StatusCode == 503, $"{response.StatusCode}");
            return false;
        }
        catch (HttpRequestException)
        {
            // Killed: the provider comes again.
            return false;
        }
    }

    private async Task KillAsync()
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            while (Volatile.Read(ref _acked) < Ids * Times * kill / (kills + 1))
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Patience);
            var process = installation.All[random.Next(installation.All.Count)];
            await process.KillAsync();
            await process.StartAsync();
        }
    }
}

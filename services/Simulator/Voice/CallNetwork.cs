using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Simulator;

/// <summary>The calls of this run, in memory: the oldest go when there are too many. And what was left on the machine.</summary>
internal sealed class CallNetwork
{
    private const int MostCalls = 1_000;
    private readonly ConcurrentDictionary<string, SimulatedCall> _calls = new();
    private readonly ConcurrentQueue<string> _order = new();
    private readonly ConcurrentDictionary<string, int> _recordings = new();

    public void Add(SimulatedCall call)
    {
        _calls[call.Sid] = call;
        _order.Enqueue(call.Sid);
        while (_order.Count > MostCalls && _order.TryDequeue(out var oldest))
            _calls.TryRemove(oldest, out _);
    }

    public bool TryFind(string sid, [NotNullWhen(true)] out SimulatedCall? call) => _calls.TryGetValue(sid, out call);

    /// <summary>Newest first.</summary>
    public IEnumerable<SimulatedCall> All() => _order.Reverse().Select(sid => _calls.GetValueOrDefault(sid)).OfType<SimulatedCall>();

    /// <summary>How long the queue is before this call; 1 = next.</summary>
    public int PlaceInQueue(SimulatedCall call) => All().Count(other => other.Queue == call.Queue && other.CreatedAt <= call.CreatedAt);

    /// <summary>The id of a queue follows from its name, and a queue is there while somebody waits in it.</summary>
    public static string SidOf(string queue) => $"QU{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queue)))[..32]}";

    public IEnumerable<string> Queues() => All().Select(call => call.Queue).OfType<string>().Distinct();

    public void Keep(string recordingSid, int seconds) => _recordings[recordingSid] = seconds;

    public int? SecondsOf(string recordingSid) => _recordings.TryGetValue(recordingSid, out var seconds) ? seconds : null;
}

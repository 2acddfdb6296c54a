using System.Collections.Concurrent;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>
/// 2,000 messages from 200 numbers, each delivered three times in random order, while processes are killed with -9 five times. The oracle
/// stands outside: it knows what was acknowledged, and when.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Numbers = 200;
    private const int PerNumber = 10;
    private const int Times = 3;
    private const int Kills = 5;

    [Fact]
    public async Task Embedded_every_acknowledged_message_stands_once_and_in_order_after_five_kills()
    {
        await using var installation = await Installation.EmbeddedAsync();
        await RunAsync(installation);
    }

    [Fact]
    public async Task Distributed_every_acknowledged_message_stands_once_and_in_order_after_five_kills()
    {
        await using var installation = await Installation.DistributedAsync();
        await RunAsync(installation);
    }

    private async Task RunAsync(Installation installation)
    {
        var seed = Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_SEED") is { } text ? int.Parse(text, null) : Environment.TickCount;
        output.WriteLine($"seed {seed} (OMNICHANNEL_TEST_SEED={seed} runs it again)");
        using var deliveries = new Deliveries(installation, new Random(seed));
        await deliveries.RunAsync();

        await CheckLogAsync(installation, deliveries);
        await CheckReadModelsAsync(installation);
        CheckWords(installation);
    }

    /// <summary>No contact point and no word of a message is in what the programs say, however they died.</summary>
    private static void CheckWords(Installation installation)
    {
        foreach (var process in installation.All)
        {
            Assert.DoesNotContain("+44794", process.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("message SM", process.Output, StringComparison.Ordinal);
        }
    }

    private static async Task CheckLogAsync(Installation installation, Deliveries deliveries)
    {
        using var http = installation.Reading.NewClient();
        List<CloudEvent> received;
        // With a broker a message is durable before it is in the log.
        do
        {
            received = await LogLines.ReadAsync(http, "?types=conversation.message-received.v1");
        }
        while (received.Count < Numbers * PerNumber && !deliveries.Patience.IsCancellationRequested);

        Assert.Equal(Numbers * PerNumber, received.Count);
        Assert.Equal(Numbers * PerNumber, received.Select(e => e.Text("providerMessageId")).Distinct().Count());
        var opened = await LogLines.ReadAsync(http, "?types=conversation.opened.v1");
        Assert.Equal(Numbers, opened.Count);
        Assert.Equal(Numbers, received.Select(e => e.Subject).Distinct().Count());
        foreach (var conversation in received.GroupBy(e => e.Subject))
            deliveries.AssertOrder([.. conversation.OrderBy(e => e.Position).Select(e => e.Text("providerMessageId"))]);
        var all = await LogLines.ReadAsync(http);
        Assert.Equal(all.Select(e => e.Position).Order().Distinct(), all.Select(e => e.Position));
    }

    private static async Task CheckReadModelsAsync(Installation installation)
    {
        using var http = installation.Reading.NewClient();
        var head = (await LogLines.ReadAsync(http))[^1].Position;
        using var conversations = installation.Conversations.NewClient();
        (await conversations.GetAsync($"/conversations?atLeast={head}")).EnsureSuccessStatusCode();
        (await http.GetAsync($"/timeline/citizens/{Guid.Empty}?atLeast={head}")).EnsureSuccessStatusCode();
        var live = await ReadModelDump.TakeAsync(installation);
        Assert.NotEmpty(live);
        foreach (var projection in new[] { "timeline", "desk" })
        {
            var (code, said) = await installation.Reading.RunAsync($"rebuild {projection}");
            Assert.True(code == 0, said);
        }

        Assert.Equal(live, await ReadModelDump.TakeAsync(installation));
    }

    /// <summary>Delivers like a provider: what is not acknowledged comes again; one number's deliveries one after another.</summary>
    private sealed class Deliveries(Installation installation, Random random) : IDisposable
    {
        private readonly ConcurrentDictionary<string, (long First, long Acked)> _times = new();
        private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));
        private long _clock;
        private int _acked;

        public CancellationToken Patience => _patience.Token;

        public async Task RunAsync()
        {
            var perNumber = Enumerable.Range(0, Numbers).Select(number =>
            {
                var sids = Enumerable.Range(0, PerNumber).SelectMany(i => Enumerable.Repeat($"SM{number:D8}{i:D24}", Times)).ToArray();
                random.Shuffle(sids);
                return (Number: $"+4479460{number:D5}", Sids: sids);
            }).ToArray();
            using var http = installation.Channels.NewClient();
            var killing = Task.Run(KillAsync);
            await Parallel.ForEachAsync(perNumber, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Patience }, async (work, ct) =>
            {
                foreach (var sid in work.Sids)
                    await DeliverAsync(http, work.Number, sid, ct);
            });
            await killing;
        }

        public void Dispose() => _patience.Dispose();

        /// <summary>What was acknowledged before another was first tried must stand before it.</summary>
        public void AssertOrder(IReadOnlyList<string> sids)
        {
            for (var i = 0; i < sids.Count; i++)
            {
                for (var j = i + 1; j < sids.Count; j++)
                    Assert.False(_times[sids[j]].Acked < _times[sids[i]].First, $"{sids[j]} was acknowledged before {sids[i]} was sent, and stands behind it.");
            }
        }

        private async Task DeliverAsync(HttpClient http, string number, string sid, CancellationToken ct)
        {
            var began = Interlocked.Increment(ref _clock);
            while (true)
            {
                try
                {
                    using var request = Installation.Twilio.Text(installation.Channels.Address, sid, number, $"message {sid}");
                    using var response = await http.SendAsync(request, ct);
                    if (response.IsSuccessStatusCode)
                        break;
                    Assert.True((int)response.StatusCode == 503, $"{response.StatusCode}");
                }
                catch (HttpRequestException)
                {
                    // Killed: the provider comes again.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
            }

            var acked = Interlocked.Increment(ref _clock);
            _times.AddOrUpdate(sid, (began, acked), (_, known) => known);
            Interlocked.Increment(ref _acked);
        }

        private async Task KillAsync()
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                while (Volatile.Read(ref _acked) < Numbers * PerNumber * Times * kill / (Kills + 1))
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Patience);
                var process = installation.All[random.Next(installation.All.Count)];
                await process.KillAsync();
                await process.StartAsync();
            }
        }
    }
}

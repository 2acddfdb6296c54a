using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>CX-2.</summary>
internal sealed class WebhookSaturation(IProvider provider) : IBenchmark
{
    /// <summary>What the program must take, on two cores that it shares with the client.</summary>
    private const double Floor = 4_000;
    private const int TextsPerLeg = 30_000;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(5);

    public string Id { get; } = Providers.IdOf("CX-2", provider);

    public string Measures => $"as many signed messages as the webhook of {provider.Name} takes from 64 connections; beside Kestrel that reads the body, computes its HMAC and stores nothing";

    private readonly Texts _texts = new(provider);

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var ours = await EmbeddedServer.StartAsync(folder, provider);
        await using var bare = await BareProcess.StartAsync("hmac", folder);
        List<double> oursCost = [], bareCost = [];
        var rounds = await Rounds.RunAsync(
            () => LegAsync(ours.Port, () => ours.ProcessorTime, ours.CheckAsync, oursCost),
            () => LegAsync(bare.Port, () => bare.ProcessorTime, _ => Task.CompletedTask, bareCost));
        var rows = new List<Row>
        {
            Row.OfRates(Id, rounds, Target.AtLeast(0.5), $"processor time a text {Spread.Of(oursCost).Median:N0} µs, baseline {Spread.Of(bareCost).Median:N0} µs"),
            Row.OfRates($"{Id} rate", [.. rounds.Select(round => (round.Ours, Floor))], Target.AtLeast(1), $"beside {Floor:N0}/s"),
        };
        if (options.Long)
        {
            var texts = _texts.Make((int)(rounds.Max(round => round.Ours) * 80));
            var deliveries = await ClosedLoop.RunAsync(ours.Port, texts, TimeSpan.FromMinutes(1));
            await ours.CheckAsync(deliveries);
            rows.Add(Row.OfRates($"{Id} minute", [(deliveries.Rate, Floor)], Target.AtLeast(1), $"60 s beside {Floor:N0}/s"));
        }

        return rows;
    }

    /// <param name="check">Returns when the server has nothing more to do: what it puts off counts as its cost too.</param>
    private async Task<double> LegAsync(int port, Func<TimeSpan> processorTime, Func<Deliveries, Task> check, List<double> cost)
    {
        var texts = _texts.Make(TextsPerLeg);
        var before = processorTime();
        var deliveries = await ClosedLoop.RunAsync(port, texts, Leg);
        await check(deliveries);
        cost.Add((processorTime() - before).TotalMicroseconds / deliveries.Count);
        return deliveries.Rate;
    }
}

using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>CX-2.</summary>
internal sealed class WebhookSaturation : IBenchmark
{
    /// <summary>What the program must take, on two cores that it shares with the client.</summary>
    private const double Floor = 4_000;
    private const int TextsPerLeg = 30_000;
    private static readonly TimeSpan Leg = TimeSpan.FromSeconds(5);

    public string Id => "CX-2";

    public string Measures => "as many signed texts as the webhook takes from 64 connections; beside Kestrel that reads the body, computes its HMAC and stores nothing";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var ours = await EmbeddedServer.StartAsync(folder);
        await using var bare = await BareProcess.StartAsync("hmac", folder);
        var rounds = await Rounds.RunAsync(
            () => OursAsync(ours, TextsPerLeg, Leg),
            async () => (await ClosedLoop.RunAsync(bare.Port, await Texts.MakeAsync(TextsPerLeg), Leg)).Rate);
        var rows = new List<Row>
        {
            Row.OfRates(Id, rounds, Target.AtLeast(0.5)),
            Row.OfRates($"{Id} rate", [.. rounds.Select(round => (round.Ours, Floor))], Target.AtLeast(1), $"beside {Floor:N0}/s"),
        };
        if (options.Long)
        {
            var minute = await OursAsync(ours, (int)(rounds.Max(round => round.Ours) * 80), TimeSpan.FromMinutes(1));
            rows.Add(Row.OfRates($"{Id} minute", [(minute, Floor)], Target.AtLeast(1), $"60 s beside {Floor:N0}/s"));
        }

        return rows;
    }

    private static async Task<double> OursAsync(EmbeddedServer server, int texts, TimeSpan time)
    {
        var deliveries = await ClosedLoop.RunAsync(server.Port, await Texts.MakeAsync(texts), time);
        await server.CheckAsync(deliveries);
        return deliveries.Rate;
    }
}

using Omnichannel.Benchmarks.Reporting;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>CX-1.</summary>
internal sealed class WebhookAcceptance(IProvider provider) : IBenchmark
{
    private const int PerSecond = 500;
    private const int Seconds = 5;

    public string Id { get; } = Providers.IdOf("CX-1", provider);

    public string Measures => $"a signed message over the webhook of {provider.Name}, in the log before the answer, 500 a second open loop; beside Kestrel with one durable INSERT into SQLite a request";

    private readonly Texts _texts = new(provider);

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var ours = await EmbeddedServer.StartAsync(folder, provider);
        await using var bare = await BareProcess.StartAsync("insert", folder);
        var rounds = await Rounds.RunAsync(
            async () =>
            {
                var deliveries = await TimedDeliveries.RunAsync(ours.Port, _texts.Make(PerSecond * Seconds), PerSecond);
                await ours.CheckAsync(deliveries);
                return deliveries.Latencies;
            },
            async () =>
            {
                var deliveries = await TimedDeliveries.RunAsync(bare.Port, _texts.Make(PerSecond * Seconds), PerSecond);
                bare.CheckInserts(deliveries);
                return deliveries.Latencies;
            });
        return [Row.OfLatencies(Id, rounds, 0.5, null), Row.OfLatencies(Id, rounds, 0.99, Target.AtMost(1.25))];
    }
}

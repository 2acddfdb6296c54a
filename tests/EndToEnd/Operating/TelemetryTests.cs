using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Traces and metrics as a collector gets them over OTLP.</summary>
public sealed class TelemetryTests
{
    private const string Anna = "+447946000001";

    [Fact]
    public async Task A_collector_gets_traces_and_metrics_and_no_word_of_a_citizen()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = WebApplication.CreateSlimBuilder().Build();
        var address = $"http://127.0.0.1:{OmnichannelProcess.FreePort()}";
        collector.Urls.Add(address);
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            // Protobuf keeps strings as they are: what a name or a number would look like can be looked for.
            received.AddOrUpdate(signal, Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
            return Results.Ok();
        });
        await collector.StartAsync();
        await using var installation = await Installation.EmbeddedAsync(
            new KeyValuePair<string, string>("OTEL_EXPORTER_OTLP_ENDPOINT", address),
            new KeyValuePair<string, string>("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            new KeyValuePair<string, string>("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            new KeyValuePair<string, string>("OTEL_BSP_SCHEDULE_DELAY", "500"));
        using var http = installation.Channels.NewClient();
        using (var text = Installation.Twilio.Text(installation.Channels.Address, "SM1", Anna, "a secret word"))
            (await http.SendAsync(text)).EnsureSuccessStatusCode();
        (await http.GetAsync($"/citizens?contactPoint={Uri.EscapeDataString(Anna)}")).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => Task.FromResult(
            received.GetValueOrDefault("traces", "").Contains("log append", StringComparison.Ordinal)
            && received.GetValueOrDefault("metrics", "").Contains("omnichannel.log.events", StringComparison.Ordinal)
            && received.GetValueOrDefault("metrics", "").Contains("omnichannel.webhook.requests", StringComparison.Ordinal)));
        foreach (var signal in received.Values)
        {
            Assert.DoesNotContain("7946000001", signal, StringComparison.Ordinal);
            Assert.DoesNotContain("secret word", signal, StringComparison.Ordinal);
        }
    }
}

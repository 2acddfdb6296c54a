using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Omnichannel.Hosting;

/// <summary>Traces and metrics over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "MassTransit", "Npgsql", "Omnichannel.*"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.*", "System.Runtime", "MassTransit", "Npgsql", "Omnichannel.*"];
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private Telemetry(Uri endpoint, string service)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(service, "omnichannel");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter(options => options.Endpoint = endpoint).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter(options => options.Endpoint = endpoint).Build();
    }

    /// <param name="services">The names of the modules of this process.</param>
    public static void Add(IHostApplicationBuilder builder, IEnumerable<string> services)
    {
        if (Uri.TryCreate(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var endpoint))
            builder.Services.AddHostedService(_ => new Telemetry(endpoint, $"omnichannel-{string.Join('-', services)}"));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces.ForceFlush(2_000);
        _metrics.ForceFlush(2_000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}

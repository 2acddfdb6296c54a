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

    private Telemetry(string service)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(service, "omnichannel");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter().Build();
    }

    /// <param name="services">The names of the modules of this process.</param>
    public static void Add(IHostApplicationBuilder builder, IEnumerable<string> services)
    {
        // Only whether: the exporters read this and its sisters (OTEL_EXPORTER_OTLP_PROTOCOL, …_HEADERS) from the environment themselves.
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddHostedService(_ => new Telemetry($"omnichannel-{string.Join('-', services)}"));
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

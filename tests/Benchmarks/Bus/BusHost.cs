using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Omnichannel.Hosting;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>Our bus in this process, as the program configures it, with the modules given and nothing else.</summary>
internal sealed class BusHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BusHost(WebApplication app) => _app = app;

    public BusPublisher Publisher => _app.Services.GetRequiredService<BusPublisher>();

    /// <param name="database">Of the log; null for modules that have none.</param>
    public static async Task<BusHost> StartAsync(Uri broker, string? database, params IServiceModule[] modules)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:RabbitMq"] = broker.ToString();
        builder.Configuration["ConnectionStrings:EventStore"] = database;
        builder.Configuration["OMNICHANNEL_PORT"] = $"{OmnichannelProcess.FreePort()}";
        builder.Configuration["OMNICHANNEL_ADMIN_KEY"] = OmnichannelProcess.AdminKey;
        builder.AddOmnichannel(modules);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        await app.StartAsync();
        return new BusHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

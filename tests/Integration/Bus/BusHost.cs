using Microsoft.AspNetCore.Builder;
using Omnichannel.Hosting;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Bus;

/// <summary>A process with a bus and nothing else.</summary>
internal static class BusHost
{
    /// <param name="broker">Null = in memory.</param>
    public static async Task<WebApplication> StartAsync(string? broker, params IServiceModule[] modules)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:RabbitMq"] = broker;
        builder.Configuration["OMNICHANNEL_PORT"] = $"{OmnichannelProcess.FreePort()}";
        builder.Configuration["OMNICHANNEL_ADMIN_KEY"] = RunningServer.AdminKey;
        builder.Configuration["Logging:LogLevel:Default"] = "Critical";
        builder.AddOmnichannel(modules);
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}

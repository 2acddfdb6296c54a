using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary>Says where the desk is once the program listens, and shows a new admin key once.</summary>
internal sealed partial class StartupBanner(
    IServer server, AdminKey adminKey, IReadOnlyList<IServiceModule> modules, IHostApplicationLifetime lifetime, ILogger<StartupBanner> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Greet);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Greet()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Log.Listening(log, address, string.Join(", ", modules.Select(module => module.Name)));
        if (adminKey is { IsNew: true, File: { } file })
            Log.NewKey(log, adminKey.Value, file);
        else if (adminKey.File is { } known)
            Log.KnownKey(log, known);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Omnichannel listens on {Address} with {Services}")]
        public static partial void Listening(ILogger log, string address, string services);

        [LoggerMessage(LogLevel.Information, "Your admin key, shown this once: {Key} (kept in {File})")]
        public static partial void NewKey(ILogger log, string key, string file);

        [LoggerMessage(LogLevel.Information, "The admin key is in {File}")]
        public static partial void KnownKey(ILogger log, string file);
    }
}

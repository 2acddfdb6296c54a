using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary>Runs a verb that needs the log and the read models, and nothing that serves.</summary>
internal static class Offline
{
    public static async Task<int> RunAsync(Func<IServiceProvider, TextWriter, Task<int>> work)
    {
        try
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            DataFolder.Ensure(EventSourcingOptions.Read(builder.Configuration).Folder);
            builder.AddEventSourcing();
            // Projections are known by their modules; their subscriptions do not run here, for the host is never started.
            foreach (var module in Modules.All)
                module.AddServices(builder);
            builder.Services.AddSingleton(_ => AdminKey.Open(builder.Configuration));
            await using var services = builder.Services.BuildServiceProvider();
            return await work(services, Console.Out);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Data.Common.DbException or IOException)
        {
            await Console.Error.WriteLineAsync($"omnichannel: {exception.Message}");
            return 2;
        }
    }
}

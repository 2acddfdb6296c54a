using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <inheritdoc/>
internal sealed class CommandLineHost : IOfflineCommand
{
    public async Task<int> RunAsync(Func<IServiceProvider, Progress, TextWriter, Task<int>> work, bool quiet = false)
    {
        try
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            DataFolder.Ensure(EventSourcingOptions.Read(builder.Configuration).Folder);
            builder.AddEventSourcing();
            // Projections are known by their modules; their subscriptions do not run here, for the host is never started.
            foreach (var module in Modules.All)
                module.AddServices(builder);
            builder.Services.AddSingleton(_ => AdminKey.Open(builder.Configuration));
            await using var services = builder.Services.BuildServiceProvider();
            var output = quiet ? Console.Error : Console.Out;
            return await work(services, new Progress(output, !(quiet ? Console.IsErrorRedirected : Console.IsOutputRedirected), TimeProvider.System), output);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Data.Common.DbException or IOException)
        {
            await Console.Error.WriteLineAsync($"omnichannel: {exception.Message}");
            return 2;
        }
    }
}

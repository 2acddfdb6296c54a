using Microsoft.Extensions.Options;
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
            AddAll(builder);
            await using var services = builder.Services.BuildServiceProvider();
            var output = quiet ? Console.Error : Console.Out;
            return await work(services, new Progress(output, !(quiet ? Console.IsErrorRedirected : Console.IsOutputRedirected), TimeProvider.System), output);
        }
        catch (OptionsValidationException exception)
        {
            return await RefuseAsync(exception.Failures);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Data.Common.DbException or IOException)
        {
            return await RefuseAsync([exception.Message]);
        }
    }

    /// <summary>The services of all modules. Their subscriptions do not run here, for the host is never started.</summary>
    internal static void AddAll(IHostApplicationBuilder builder)
    {
        builder.Services.AddHostSettings();
        builder.AddEventSourcing();
        foreach (var module in Modules.All)
            module.AddServices(builder);
    }

    /// <summary>Says why nothing was done, a line each, on standard error.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RefuseAsync(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            await Console.Error.WriteLineAsync($"omnichannel: {sentence}");
        return 2;
    }
}

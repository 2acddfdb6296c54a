using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Server;

/// <summary><c>omnichannel doctor</c>: checks configuration and connections, and says how to fix them.</summary>
internal static class DoctorVerb
{
    public static Command Make(IOfflineCommand offline)
    {
        var command = new Command("doctor", "Check configuration and connections");
        command.SetAction((_, ct) => offline.RunAsync((services, _, output) => RunAsync(services, output, ct)));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var failed = 0;
        var faults = FaultsIn(services);
        if (faults.Count == 0)
            await output.WriteLineAsync("ok    settings: valid, and each is known");
        foreach (var fault in faults)
        {
            failed = 1;
            await output.WriteLineAsync($"FAIL  settings: {fault}");
        }

        var options = services.GetRequiredService<EventSourcingOptions>();
        await CheckAsync($"log ({Kind(options)})", async () =>
        {
            var head = services.GetRequiredService<ILogHead>();
            return $"head at {await head.HeadAsync(ct)}";
        });
        await CheckAsync("subscriptions", async () =>
        {
            var lines = new StringBuilder();
            foreach (var lag in await services.GetRequiredService<SubscriptionLags>().ReadAsync(ct))
                lines.Append(CultureInfo.InvariantCulture, $"\n      {lag.Name}: {(lag.Behind == 0 ? "at the head" : $"{lag.Behind:N0} events behind")}");
            return lines.ToString();
        });

        var broker = services.GetRequiredService<ConnectionOptions>().RabbitMq;
        await CheckAsync("bus", async () => broker.Length == 0 ? "in memory" : await ErrorQueue.PingAsync(new Uri(broker), ct));
        await CheckAsync("admin key", () =>
        {
            var key = services.GetRequiredService<AdminKey>();
            return Task.FromResult(key.File is null ? "configured" : $"in {Path.GetFullPath(key.File)}");
        });
        // With settings that cannot be meant nothing else can be tried.
        if (services.InvalidSettings().Count == 0)
        {
            await foreach (var result in services.GetServices<IInstallationCheck>().ToAsyncEnumerable().SelectMany(check => check.RunAsync(ct)))
            {
                failed = result.IsWell ? failed : 1;
                await output.WriteLineAsync($"{(result.IsWell ? "ok  " : "FAIL")}  {result.What}: {result.Says}");
            }
        }

        return failed;

        async Task CheckAsync(string what, Func<Task<string>> check)
        {
            try
            {
                await output.WriteLineAsync($"ok    {what}: {await check()}");
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException or BusUnavailableException or OptionsValidationException)
            {
                failed = 1;
                await output.WriteLineAsync($"FAIL  {what}: {exception.Message}");
            }
        }
    }

    /// <summary>What cannot be read or meant, and what nothing reads.</summary>
    private static List<string> FaultsIn(IServiceProvider services) =>
    [
        .. services.InvalidSettings(),
        .. UnreadSettings.Find(services.GetRequiredService<IConfiguration>(), services.GetServices<SettingsClass>()),
    ];

    private static string Kind(EventSourcingOptions options) =>
        options.IsEmbedded ? $"SQLite in {Path.GetFullPath(options.Folder)}" : options.IsEventStoreDb ? "EventStoreDB" : "PostgreSQL";
}

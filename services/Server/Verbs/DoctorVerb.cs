using System.CommandLine;
using System.Data.Common;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary><c>omnichannel doctor</c>: checks configuration and connections, and says what to mend.</summary>
internal static class DoctorVerb
{
    public static Command Make()
    {
        var command = new Command("doctor", "Check configuration and connections");
        command.SetAction((_, ct) => Offline.RunAsync((services, output) => RunAsync(services, output, ct)));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var ill = 0;
        var options = services.GetRequiredService<EventSourcingOptions>();
        await CheckAsync($"log ({(options.IsEmbedded ? $"SQLite in {Path.GetFullPath(options.Folder)}" : "PostgreSQL")})", async () =>
        {
            var head = services.GetRequiredService<ILogHead>();
            return $"head at {await head.HeadAsync(ct)}";
        });
        foreach (var projection in services.GetServices<IProjection>())
        {
            await CheckAsync($"projection {projection.Name}", async () =>
            {
                var readModels = services.GetRequiredService<IReadModels>();
                await readModels.EnsureAsync([], "", ct);
                var at = await readModels.CheckpointAsync($"{projection.Name}-{projection.Version}", ct);
                return $"{await services.GetRequiredService<ILogHead>().HeadAsync(ct) - at} events behind";
            });
        }

        var broker = services.GetRequiredService<IConfiguration>().GetConnectionString("RabbitMq");
        await CheckAsync("bus", async () => string.IsNullOrWhiteSpace(broker) ? "in memory" : await ErrorQueue.PingAsync(new Uri(broker), ct));
        await CheckAsync("admin key", () =>
        {
            var key = services.GetRequiredService<AdminKey>();
            return Task.FromResult(key.File is null ? "configured" : $"in {Path.GetFullPath(key.File)}");
        });
        return ill;

        async Task CheckAsync(string what, Func<Task<string>> check)
        {
            try
            {
                await output.WriteLineAsync($"well  {what}: {await check()}");
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException or BusUnavailableException)
            {
                ill = 1;
                await output.WriteLineAsync($"ILL   {what}: {exception.Message}");
            }
        }
    }
}

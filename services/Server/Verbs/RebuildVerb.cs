using System.CommandLine;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary><c>omnichannel rebuild PROJECTION</c>: rebuilds it beside the live one, then swaps; safe while the program serves.</summary>
internal static class RebuildVerb
{
    public static Command Make(IOfflineCommand offline)
    {
        var name = new Argument<string>("projection") { Description = "Its name, such as 'timeline'; a wrong name lists those there are" };
        var command = new Command("rebuild", "Rebuild a projection from the log") { name };
        command.SetAction((parsed, ct) => offline.RunAsync((services, progress, output) => RunAsync(services, progress, output, parsed.GetRequiredValue(name), ct)));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Progress progress, TextWriter output, string name, CancellationToken ct)
    {
        var projections = services.GetServices<IProjection>().ToArray();
        if (projections.FirstOrDefault(candidate => candidate.Name == name) is not { } projection)
        {
            await output.WriteLineAsync($"There is no projection '{name}'. There are: {string.Join(", ", projections.Select(one => one.Name))}.");
            return 1;
        }

        await services.GetRequiredService<Rebuild>().RunAsync(projection, progress.Report, ct);
        progress.Done();
        return 0;
    }
}

using System.CommandLine;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary><c>omnichannel rebuild PROJECTION…</c>: rebuilds each beside the live one, then swaps; safe while the program serves.</summary>
internal static class RebuildVerb
{
    public static Command Make(IOfflineCommand offline)
    {
        var names = new Argument<string[]>("projection")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Their names, such as 'timeline'; a wrong name lists those there are",
        };
        var command = new Command("rebuild", "Rebuild projections from the log, one after another") { names };
        command.SetAction((parsed, ct) => offline.RunAsync((services, progress, output) => RunAsync(services, progress, output, parsed.GetRequiredValue(names), ct)));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Progress progress, TextWriter output, string[] names, CancellationToken ct)
    {
        var projections = services.GetServices<IProjection>().ToArray();
        if (names.FirstOrDefault(name => projections.All(projection => projection.Name != name)) is { } unknown)
        {
            await output.WriteLineAsync($"There is no projection '{unknown}'. There are: {string.Join(", ", projections.Select(one => one.Name))}.");
            return 1;
        }

        foreach (var name in names.Distinct())
        {
            await services.GetRequiredService<Rebuild>().RunAsync(projections.Single(projection => projection.Name == name), progress.Report, ct);
            progress.Done();
        }

        return 0;
    }
}

using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary><c>omnichannel import FILE.ndjson</c>.</summary>
internal static class ImportVerb
{
    public static Command Make(IOfflineCommand offline)
    {
        var file = new Argument<string>("file") { Description = "What 'replay --personal' or 'replay --whole' wrote; - for standard input" };
        var whole = new Option<bool>("--whole") { Description = "Also access keys and the installation's secrets" };
        var command = new Command("import", "Take over a log: order, ids and versions stay; what is here already is passed over") { file, whole };
        command.SetAction((parsed, ct) => offline.RunAsync(async (services, progress, output) =>
        {
            var path = parsed.GetRequiredValue(file);
            await using var stream = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
            try
            {
                var totals = await services.GetRequiredService<Import>().RunAsync(stream, stream.CanSeek ? stream.Length : null, parsed.GetValue(whole), progress, ct);
                await output.WriteLineAsync($"{totals.Appended:N0} events written, {totals.Known:N0} were here already; the log is at {totals.Position:N0}.");
                return 0;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                await output.WriteLineAsync("Stopped; the same command goes on from here.");
                return 130;
            }
        }));
        return command;
    }
}

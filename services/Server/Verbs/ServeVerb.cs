using System.CommandLine;
using Microsoft.Extensions.Options;

namespace Omnichannel.Server;

/// <summary><c>omnichannel serve [--services a,b]</c>.</summary>
internal static class ServeVerb
{
    public static Command Make()
    {
        var services = new Option<string>("--services") { Description = "Only these services, with commas; all by default" };
        var command = new Command("serve", "Run the services") { services };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(services), ct));
        return command;
    }

    private static async Task<int> RunAsync(string? services, CancellationToken ct)
    {
        try
        {
            var modules = Modules.Named(services?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);
            await using var app = Application.Build([], modules);
            await app.RunAsync(ct);
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            return await CommandLineHost.RefuseAsync(exception.Failures);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return await CommandLineHost.RefuseAsync([exception.Message]);
        }
    }
}

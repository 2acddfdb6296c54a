using System.Diagnostics;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>What others have made to read OpenAPI documents: for Node.js, installed once from their lock file, and .NET's own.</summary>
internal static class OpenApiTools
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "openapi");
    private static readonly SemaphoreSlim Installing = new(1, 1);

    public static string Document { get; } = Path.Combine(Repository.Root, "docs", "openapi.json");

    /// <returns>What it printed.</returns>
    public static async Task<(int Code, string Output)> NodeAsync(string tool, params string[] arguments)
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).All(path => !File.Exists(Path.Combine(path, "npm"))))
            Assert.Skip("There is no Node.js, which these tools need.");
        await InstallAsync();
        return await RunAsync(Path.Combine(Folder, "node_modules", ".bin", tool), arguments);
    }

    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // They are to read a file, not to tell anybody that they did.
        foreach (var (name, value) in new[] { ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("KIOTA_CLI_TELEMETRY_OPTOUT", "1"), ("NO_COLOR", "1") })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (0, await output) : (process.ExitCode, await output + await errors);
    }

    /// <summary>What npm writes is its own stamp.</summary>
    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            var stamp = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
            if (stamp.Exists && stamp.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
                return;
            var (code, output) = await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error");
            Assert.True(code == 0, output);
            stamp.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime;
        }
        finally
        {
            Installing.Release();
        }
    }
}

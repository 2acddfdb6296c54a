using System.Diagnostics;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Others' own libraries for Node.js, installed once from their lock file; each job is a script of ours beside it.</summary>
/// <param name="name">A folder of <c>Peers</c>.</param>
internal sealed class NodePeer(string name)
{
    private static readonly string Peers = Path.Combine(Repository.Root, "tests", "EndToEnd", "Peers");

    /// <summary>Tests run side by side, and share the folder.</summary>
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>Starts one of their own programs; whoever starts it ends it.</summary>
    /// <param name="script">Its path in <c>Peers</c>.</param>
    public static async Task<Process> StartAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        return Process.Start(new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = Peers })!;
    }

    /// <param name="script">A file in the folder, without its ending.</param>
    public async Task<JsonElement> AskAsync(string script, object job)
    {
        await InstallAsync();
        return JsonSerializer.Deserialize<JsonElement>(await RunAsync("node", [Path.Combine(name, $"{script}.mjs")], JsonSerializer.Serialize(job)));
    }

    private static async Task InstallAsync()
    {
        if (!File.Exists("/usr/bin/node") && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').All(path => !File.Exists(Path.Combine(path, "node"))))
            Assert.Skip("There is no Node.js, which these libraries need.");
        await Installing.WaitAsync();
        try
        {
            await InstallWhereMissingAsync();
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>What npm writes is its own stamp.</summary>
    private static async Task InstallWhereMissingAsync()
    {
        var stamp = new FileInfo(Path.Combine(Peers, "node_modules", ".package-lock.json"));
        if (stamp.Exists && stamp.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Peers, "package-lock.json")))
            return;
        await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], "");
        stamp.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Peers,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}

using System.Diagnostics;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>What is done to the test broker through the script that started it.</summary>
public static class Brokers
{
    /// <summary>A virtual host of its own: nobody else's messages. Its address.</summary>
    public static async Task<string> NewAsync()
    {
        var name = $"test-{Guid.NewGuid():N}";
        // In a file, and so in one command: each starts a virtual machine of its own.
        var definitions = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(
            definitions,
            $$$"""{"vhosts":[{"name":"{{{name}}}"}],"permissions":[{"user":"guest","vhost":"{{{name}}}","configure":".*","write":".*","read":".*"}]}""");
        await ControlAsync("import_definitions", definitions);
        File.Delete(definitions);
        return $"{Servers.RabbitMq.TrimEnd('/')}/{name}";
    }

    /// <summary>What was declared so far outlives a kill: Mnesia answers before it has written, and writes soon after.</summary>
    public static Task FlushAsync() => ControlAsync("eval", "mnesia:sync_log().");

    private static Task ControlAsync(params string[] arguments) => RunAsync(["rabbitmqctl", Servers.Folder, .. arguments]);

    /// <summary>kill -9.</summary>
    public static Task KillAsync() => RunAsync(["kill-rabbitmq", Servers.Folder]);

    /// <summary>On the same port, with what it had on disk.</summary>
    public static Task StartAsync() => RunAsync(["start-rabbitmq", Servers.Folder]);

    internal static async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "infra", "test-servers.sh"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // Both pipes are read side by side, and may still be when the process has ended.
        var said = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // Not WaitForExitAsync: it would wait for the pipes that a started server inherits.
        await Task.Run(() => process.WaitForExit(60_000));
        Assert.True(process.HasExited && process.ExitCode == 0, string.Join('\n', said));
    }
}

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
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return $"{Servers.RabbitMq.TrimEnd('/')}/{name}";
    }

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

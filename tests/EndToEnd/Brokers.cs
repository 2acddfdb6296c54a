using System.Diagnostics;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>What is done to the test broker through the script that started it.</summary>
internal static class Brokers
{
    public static Task ControlAsync(params string[] arguments) => RunAsync(["rabbitmqctl", Servers.Need("OMNICHANNEL_TEST_SERVERS"), .. arguments]);

    /// <summary>kill -9.</summary>
    public static Task KillAsync() => RunAsync(["kill-rabbitmq", Servers.Need("OMNICHANNEL_TEST_SERVERS")]);

    /// <summary>On the same port, with what it had on disk.</summary>
    public static Task StartAsync() => RunAsync(["start-rabbitmq", Servers.Need("OMNICHANNEL_TEST_SERVERS")]);

    internal static async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "infra", "test-servers.sh"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // Not WaitForExitAsync: it would wait for the pipes that a started server inherits.
        await Task.Run(() => process.WaitForExit(60_000));
        Assert.True(process.HasExited && process.ExitCode == 0, said.ToString());
    }
}

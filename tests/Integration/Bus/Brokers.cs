using System.Diagnostics;
using Omnichannel.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Omnichannel.Integration.Bus;

/// <summary>Virtual hosts on the test broker: nobody else's messages.</summary>
internal static class Brokers
{
    public static async Task<string> NewAsync()
    {
        var name = $"test-{Guid.NewGuid():N}";
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return $"{Servers.RabbitMq.TrimEnd('/')}/{name}";
    }

    private static async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "infra", "test-servers.sh")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "rabbitmqctl", Servers.Folder }.Concat(arguments))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }
}

internal static class QueueDepth
{
    /// <summary>Messages in a queue; 0 when there is no such queue.</summary>
    public static async Task<uint> OfAsync(string broker, string queue)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }
}

using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Three processes over RabbitMQ and PostgreSQL, of which one after another is killed.</summary>
[Collection(SharedServers.Name)]
public sealed class DistributedCrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_acknowledged_message_stands_once_and_in_order_after_three_kills()
    {
        await using var installation = await Installation.DistributedAsync();
        await CrashRun.RunAsync(installation, CrashRun.Texts(100, 5), kills: 3, output);
    }

    [Fact]
    [Trait("Lane", "Soak")]
    public async Task Every_acknowledged_message_stands_once_and_in_order_after_five_kills()
    {
        await using var installation = await Installation.DistributedAsync();
        await CrashRun.RunAsync(installation, CrashRun.Texts(200, 10), kills: 5, output);
    }
}

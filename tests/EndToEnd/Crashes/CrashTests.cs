using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>One process with the embedded databases, killed again and again.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task All_channels_together_lose_nothing_and_double_nothing_in_five_kills()
    {
        await using var installation = await Installation.EmbeddedAsync(ProviderCalls.Settings);
        await CrashRun.RunAsync(installation, CrashRun.Mix(), kills: 5, output);
    }

    [Fact]
    [Trait("Lane", "Soak")]
    public async Task Every_acknowledged_message_stands_once_and_in_order_after_five_kills()
    {
        await using var installation = await Installation.EmbeddedAsync();
        await CrashRun.RunAsync(installation, CrashRun.Texts(200, 10), kills: 5, output);
    }
}

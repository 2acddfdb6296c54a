using System.Globalization;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Chance that can be had again: each test prints what it began with.</summary>
internal static class Seed
{
    public static Random NewRandom(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("OMNICHANNEL_TEST_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed} (OMNICHANNEL_TEST_SEED={seed} runs it again)");
        return new Random(seed);
    }
}

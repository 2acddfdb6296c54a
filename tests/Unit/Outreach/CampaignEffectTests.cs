using Omnichannel.Outreach;
using Xunit;

namespace Omnichannel.Unit.Outreach;

public sealed class CampaignEffectTests
{
    /// <summary>Newcombe 1998, table II, method 10: the published intervals, as hundredths of percentage points.</summary>
    [Theory]
    [InlineData(70, 56, 80, 48, 2000, 524, 3339)]
    [InlineData(10, 9, 10, 3, 6000, 1705, 8090)]
    [InlineData(7, 6, 7, 2, 5714, 582, 8062)]
    [InlineData(56, 5, 29, 0, 893, -381, 1926)]
    [InlineData(10, 0, 20, 0, 0, -1611, 2775)]
    [InlineData(10, 10, 10, 0, 10_000, 6075, 10_000)]
    public void The_interval_is_the_published_one(int treated, int heard, int heldOut, int heldOutHeard, int difference, int low, int high)
    {
        var effect = CampaignEffect.Of(treated, heard, heldOut, heldOutHeard);
        Assert.Equal((difference, low, high), (effect.Difference, effect.Low, effect.High));
    }
}

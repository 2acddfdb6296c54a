using Omnichannel.Outreach;
using Xunit;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

public sealed class ChannelThrottleTests
{
    [Fact]
    public void A_channel_takes_its_messages_a_second_and_after_a_rest_a_seconds_worth_at_once_and_no_other_channels()
    {
        var pace = new ChannelThrottle(Options with { Pace = new Dictionary<string, int> { ["sms"] = 10 } });
        Assert.Equal(1, Taken(At));
        // Eight times a second, for ten seconds.
        Assert.Equal(100, Enumerable.Range(1, 80).Sum(tick => Taken(At.AddMilliseconds(tick * 125))));
        Assert.True(pace.TryAcquire("email", At.AddSeconds(10)));
        Assert.Equal(10, Taken(At.AddHours(1)));

        int Taken(DateTimeOffset at) => Enumerable.Range(0, 1_000).Count(_ => pace.TryAcquire("sms", at));
    }
}

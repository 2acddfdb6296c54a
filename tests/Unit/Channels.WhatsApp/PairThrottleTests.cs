using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels.WhatsApp;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.WhatsApp;

public sealed class PairThrottleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);
    private readonly FakeTimeProvider _time = new(Moment.Noon);

    [Fact]
    public void After_the_burst_one_message_goes_in_each_pace()
    {
        var pace = new PairThrottle(burst: 3, Interval, _time);
        for (var i = 0; i < 3; i++)
            Assert.Null(pace.Reserve("555", "Anna"));
        Assert.Equal(Interval, pace.Reserve("555", "Anna"));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Reserve("555", "Anna"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(pace.Reserve("555", "Anna"));
        Assert.Equal(Interval, pace.Reserve("555", "Anna"));
    }

    [Fact]
    public void One_person_s_pace_is_nobody_else_s()
    {
        var pace = new PairThrottle(burst: 1, Interval, _time);
        Assert.Null(pace.Reserve("555", "Anna"));
        Assert.NotNull(pace.Reserve("555", "Anna"));
        Assert.Null(pace.Reserve("555", "Bob"));
        Assert.Null(pace.Reserve("556", "Anna"));
    }

    [Fact]
    public void A_silence_gives_the_burst_back()
    {
        var pace = new PairThrottle(burst: 2, Interval, _time);
        Assert.Null(pace.Reserve("555", "Anna"));
        Assert.Null(pace.Reserve("555", "Anna"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(pace.Reserve("555", "Anna"));
        Assert.Null(pace.Reserve("555", "Anna"));
        Assert.NotNull(pace.Reserve("555", "Anna"));
    }
}

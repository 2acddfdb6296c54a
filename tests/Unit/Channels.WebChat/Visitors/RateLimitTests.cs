using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class RateLimitTests
{
    private readonly StoppedClock _clock = new();
    private readonly RateLimit _rate;

    public RateLimitTests() => _rate = new RateLimit(_clock, 20, TimeSpan.FromSeconds(10));

    [Fact]
    public void Twenty_in_ten_seconds_are_free_and_the_next_one_waits()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(TimeSpan.Zero, _rate.TryAcquire("a"));
            _clock.Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(TimeSpan.FromSeconds(8), _rate.TryAcquire("a"));
    }

    [Fact]
    public void Who_waits_as_long_as_told_may_write_again()
    {
        for (var i = 0; i < 20; i++)
            _rate.TryAcquire("a");
        _clock.Pass(_rate.TryAcquire("a"));
        Assert.Equal(TimeSpan.Zero, _rate.TryAcquire("a"));
    }

    [Fact]
    public void What_was_refused_does_not_count()
    {
        for (var i = 0; i < 500; i++)
            _rate.TryAcquire("a");
        _clock.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _rate.TryAcquire("a"));
    }

    [Fact]
    public void One_visitors_flood_is_not_anothers()
    {
        for (var i = 0; i < 50; i++)
            _rate.TryAcquire("a");
        Assert.Equal(TimeSpan.Zero, _rate.TryAcquire("b"));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        var free = new RateLimit(_clock, 0, TimeSpan.FromSeconds(10));
        Assert.All(Enumerable.Range(0, 500), _ => Assert.Equal(TimeSpan.Zero, free.TryAcquire("a")));
    }
}

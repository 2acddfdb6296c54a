using Omnichannel.Channels;
using Omnichannel.Contracts;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class ProviderHealthTests
{
    private static readonly FailoverLimits Limits = new(TimeSpan.FromMinutes(1), 4, 0.5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);
    private static readonly Guid Message = DerivedId.From("message");
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private readonly ProviderHealth _choice = new([("first", 0), ("second", 0)], Limits);

    [Fact]
    public void The_first_in_order_sends_as_long_as_it_is_well()
    {
        for (var i = 0; i < 100; i++)
            Assert.Null(_choice.Record("first", hasFailed: i % 3 == 2, Quick, Noon));
        Assert.Equal(["first", "second"], _choice.OrderFor(Message, Noon));
    }

    [Fact]
    public void When_half_of_its_calls_fail_the_next_takes_over()
    {
        Assert.Equal(new ProviderSwitch("first", "second", "provider.failing"), Fail("first", Noon));
        Assert.Equal(["second", "first"], _choice.OrderFor(Message, Noon));
    }

    [Fact]
    public void Slow_answers_count_as_failures_do()
    {
        ProviderSwitch? change = null;
        for (var i = 0; i < 4; i++)
            change = _choice.Record("first", hasFailed: false, TimeSpan.FromSeconds(6), Noon);
        Assert.Equal(new ProviderSwitch("first", "second", "provider.slow"), change);
    }

    [Fact]
    public void What_is_long_ago_does_not_count()
    {
        for (var i = 0; i < 20; i++)
            Assert.Null(_choice.Record("first", hasFailed: true, Quick, Noon.AddMinutes(i)));
    }

    [Fact]
    public void After_a_pause_one_message_tries_it_and_brings_it_back()
    {
        Fail("first", Noon);
        var later = Noon.AddSeconds(30);
        Assert.Equal(["first", "second"], _choice.OrderFor(Message, later));
        Assert.Equal(["second", "first"], _choice.OrderFor(Message, later));
        Assert.Equal(new ProviderSwitch("second", "first", "provider.recovered"), _choice.Record("first", hasFailed: false, Quick, later));
        Assert.Equal(["first", "second"], _choice.OrderFor(Message, later));
    }

    [Fact]
    public void A_trial_that_fails_means_another_pause()
    {
        Fail("first", Noon);
        var later = Noon.AddSeconds(30);
        _choice.OrderFor(Message, later);
        Assert.Null(_choice.Record("first", hasFailed: true, Quick, later));
        Assert.Equal("second", _choice.OrderFor(Message, later.AddSeconds(29))[0]);
        Assert.Equal("first", _choice.OrderFor(Message, later.AddSeconds(30))[0]);
    }

    [Fact]
    public void An_answer_from_before_it_was_put_aside_does_not_bring_it_back()
    {
        Fail("first", Noon);
        Assert.Null(_choice.Record("first", hasFailed: false, Quick, Noon.AddSeconds(1)));
        Assert.Equal("second", _choice.OrderFor(Message, Noon.AddSeconds(2))[0]);
    }

    [Fact]
    public void The_last_one_is_never_put_aside()
    {
        Fail("first", Noon);
        Assert.Null(Fail("second", Noon));
        Assert.Equal("second", _choice.OrderFor(Message, Noon)[0]);
    }

    [Fact]
    public void Shares_spread_messages_and_one_message_stays_where_it_was()
    {
        var health = new ProviderHealth([("first", 80), ("second", 20), ("spare", 0)], Limits);
        var firsts = Enumerable.Range(0, 1_000).Select(i => health.OrderFor(DerivedId.From($"{i}"), Noon)[0]).ToList();
        Assert.InRange(firsts.Count(name => name == "first"), 750, 850);
        Assert.DoesNotContain("spare", firsts);
        Assert.Equal(firsts, Enumerable.Range(0, 1_000).Select(i => health.OrderFor(DerivedId.From($"{i}"), Noon)[0]));
    }

    private ProviderSwitch? Fail(string provider, DateTimeOffset at)
    {
        ProviderSwitch? change = null;
        for (var i = 0; i < 4; i++)
            change = _choice.Record(provider, hasFailed: true, Quick, at) ?? change;
        return change;
    }
}

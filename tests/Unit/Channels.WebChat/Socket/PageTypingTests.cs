using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class PageTypingTests
{
    private readonly StoppedClock _clock = new();

    [Fact]
    public void What_is_said_with_every_key_is_passed_on_every_two_seconds()
    {
        var typing = new PageTyping(_clock);
        var told = 0;
        for (var i = 0; i < 40; i++)
        {
            told += typing.SignOf(true) is null ? 0 : 1;
            _clock.Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(2, told);
    }

    [Fact]
    public void Who_sends_and_types_on_at_once_types_again()
    {
        var typing = new PageTyping(_clock);
        for (var message = 0; message < 3; message++)
        {
            Assert.Equal(ChatSign.Typing, typing.SignOf(true));
            Assert.Equal(ChatSign.Stopped, typing.SignOf(false));
        }
    }

    [Fact]
    public void A_page_that_begins_and_stops_all_the_time_is_held_up()
    {
        var typing = new PageTyping(_clock);
        var told = Enumerable.Range(0, 1_000).Count(i => typing.SignOf(i % 2 == 0) is not null);
        Assert.Equal(10, told);
        _clock.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(ChatSign.Typing, typing.SignOf(true));
    }

    [Fact]
    public void Who_did_not_type_has_not_stopped()
    {
        var typing = new PageTyping(_clock);
        Assert.Null(typing.SignOf(false));
        Assert.Equal(ChatSign.Typing, typing.SignOf(true));
        Assert.Equal(ChatSign.Stopped, typing.SignOf(false));
        Assert.Null(typing.SignOf(false));
    }
}

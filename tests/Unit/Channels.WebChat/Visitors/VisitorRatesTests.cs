using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorRatesTests
{
    private readonly StoppedClock _clock = new();

    [Fact]
    public void New_visitors_without_end_from_one_address_are_slowed_down_and_others_are_not()
    {
        var rates = new VisitorRates(new WebChatOptions { MessagesPerAddress = 30 }, _clock);
        for (var i = 0; i < 30; i++)
            Assert.Equal(TimeSpan.Zero, rates.TryTakeMessage($"visitor {i}", "192.0.2.1"));
        Assert.Equal(TimeSpan.FromSeconds(10), rates.TryTakeMessage("visitor 31", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, rates.TryTakeMessage("visitor 31", "192.0.2.2"));
    }

    [Fact]
    public void A_visitor_sends_ten_files_a_minute()
    {
        var rates = new VisitorRates(new WebChatOptions(), _clock);
        for (var i = 0; i < 10; i++)
            Assert.Equal(TimeSpan.Zero, rates.TryTakeFile("a", "192.0.2.1"));
        Assert.Equal(TimeSpan.FromMinutes(1), rates.TryTakeFile("a", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, rates.TryTakeFile("b", "192.0.2.1"));
    }
}

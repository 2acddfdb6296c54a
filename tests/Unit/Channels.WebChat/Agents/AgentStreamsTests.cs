using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class AgentStreamsTests
{
    private static readonly ContactPoint Visitor = ContactPoint.Of("web-chat", "v1");
    private static readonly ContactPoint Neighbour = ContactPoint.Of("web-chat", "v2");
    private readonly FakeTimeProvider _time = new(Moment.Noon);
    private readonly AgentStreams _streams;

    public AgentStreamsTests() => _streams = new AgentStreams(_time);

    [Fact]
    public void A_desk_that_begins_to_listen_is_told_who_is_typing()
    {
        Publish(Visitor, ChatSign.Typing);
        Publish(Neighbour, ChatSign.Typing);
        Publish(Neighbour, ChatSign.Stopped);
        Assert.Equal([(Visitor, ChatSign.Typing)], HeardByANewDesk());
    }

    [Fact]
    public void Who_typed_ten_seconds_ago_types_no_more()
    {
        Publish(Visitor, ChatSign.Typing);
        _time.Advance(TimeSpan.FromSeconds(9));
        Publish(Neighbour, ChatSign.Typing);
        Publish(Visitor, ChatSign.Typing);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, HeardByANewDesk().Count);
        Publish(Visitor, ChatSign.Typing);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([(Visitor, ChatSign.Typing)], HeardByANewDesk());
    }

    private void Publish(ContactPoint visitor, ChatSign sign) => _streams.Publish(new ChatSignal(visitor, FromCitizen: true, sign, _time.GetUtcNow()));

    private List<(ContactPoint, ChatSign)> HeardByANewDesk()
    {
        using var desk = _streams.Add();
        var heard = new List<(ContactPoint, ChatSign)>();
        while (desk.Signals.TryRead(out var signal))
            heard.Add((signal.Visitor, signal.Sign));
        return heard;
    }
}

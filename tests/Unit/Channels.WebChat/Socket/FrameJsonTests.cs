using System.Text;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class FrameJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0b0cb1c4-7a0f-8c10-9a4b-6f2f6c0f1a01");

    [Fact]
    public void A_frame_is_read_wherever_its_type_stands()
    {
        Assert.Equal(new PageFrame.Send("c1", "hello"), Read("""{"type":"send","clientId":"c1","text":"hello"}"""));
        Assert.Equal(new PageFrame.Send("c1", "hello"), Read("""{"text":"hello","clientId":"c1","more":[1],"type":"send"}"""));
        Assert.Equal(new PageFrame.Hello(null, null, null), Read("""{"type":"hello"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"type":"nothing of ours"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"send","text":{}}""")]
    [InlineData("""{"type":"seen","messageId":"not an id"}""")]
    [InlineData("""{"type":"send","clientId":"c1","form":[]}""")]
    [InlineData("""{"type":"send","clientId":"c1","form":{"name":{}}}""")]
    [InlineData("""{"type":"send","clientId":"c1","attachments":{}}""")]
    [InlineData("""{"type":"send","clientId":"c1","choice":"x"}""")]
    [InlineData("""{"type":"typing","isTyping":"yes"}""")]
    [InlineData("""{"type":"send","clientId":"c1","text":"\ud800"}""")]
    [InlineData("""{"type":"send","clientId":"c1","text":"hello""")]
    public void What_is_no_frame_is_unreadable_and_no_exception(string json) => Assert.Null(Read(json));

    [Fact]
    public void A_deep_frame_is_unreadable() =>
        Assert.Null(Read($$"""{"type":"send","x":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}"""));

    [Fact]
    public void A_line_shows_neither_the_conversation_nor_empty_fields() => Assert.Equal(
        """{"type":"line","messageId":"0b0cb1c4-7a0f-8c10-9a4b-6f2f6c0f1a01","fromCitizen":false,"text":"Grüße","at":"2026-11-21T10:00:00Z","state":"accepted"}""",
        Encoding.UTF8.GetString(FrameJson.Write(
            ServerFrame.Line.Of(new ChatLine(Id, Guid.NewGuid(), false, null, "Grüße", At, DeliveryState.Accepted), null!))));

    [Fact]
    public void An_error_tells_what_it_is_about_where_it_is_about_something() => Assert.Equal(
        """{"type":"error","code":"rate.limited","sentence":"Slowly.","clientId":"c1","retryAfter":3}""",
        Encoding.UTF8.GetString(FrameJson.Write(new ServerFrame.Error("rate.limited", "Slowly.", "c1", 3))));

    private static PageFrame? Read(string json) => FrameJson.Read(Encoding.UTF8.GetBytes(json));
}

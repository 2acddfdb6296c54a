using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Messenger;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Messenger;

public sealed class MessengerReaderTests
{
    private const string Ours = "\"sender\":{\"id\":\"900\"},\"recipient\":{\"id\":\"71\"},\"timestamp\":1795255200123";
    private const string Theirs = "\"sender\":{\"id\":\"71\"},\"recipient\":{\"id\":\"900\"},\"timestamp\":1795255200123";
    private static readonly ContactPoint Anna = new("messenger", "71");
    private static readonly MetaAccount Account = new("secret", null, "verify", "token", "900", "https://graph.example/v24.0", "4242");
    private static readonly MetaReader Reader = new("messenger", Account, [new PageEntries(new MessengerOptions { Account = Account })]);

    [Fact]
    public void A_text_is_heard_from_its_person_to_our_page()
    {
        var heard = Message("""{"mid":"m_1","text":"My bin","reply_to":{"mid":"m_0"}}""");
        Assert.Equal(("My bin", Anna, "900", "m_0"), (heard.Text, heard.From, heard.To, heard.Details!.InReplyTo));
        Assert.Equal(MessageHeard.IdOf("messenger", "meta", "m_1"), heard.MessageId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1795255200123), heard.SentAt);
    }

    [Fact]
    public void A_quick_reply_is_a_choice()
    {
        var heard = Message("""{"mid":"m_1","text":"Yes","quick_reply":{"payload":"yes"}}""");
        Assert.Equal(("Yes", new Choice("yes", "Yes")), (heard.Text, heard.Details!.Choice));
    }

    [Theory]
    [InlineData("""{"type":"image","payload":{"url":"https://cdn.example/1.jpg"}}""", "image", "https://cdn.example/1.jpg", null)]
    [InlineData("""{"type":"image","payload":{"url":"https://cdn.example/like.png","sticker_id":369}}""", "sticker", "https://cdn.example/like.png", null)]
    [InlineData("""{"type":"file","payload":{"url":"https://cdn.example/a/my%20form.pdf?x=1"}}""", "file", "https://cdn.example/a/my%20form.pdf?x=1", "my form.pdf")]
    public void A_file_is_an_address_to_fetch(string attachment, string kind, string url, string? name)
    {
        var heard = Message($$"""{"mid":"m_1","attachments":[{{attachment}}]}""");
        var file = Assert.Single(heard.Attachments);
        Assert.Equal((kind, url, name), (heard.Details!.Kind, file.Url, file.Name));
    }

    [Theory]
    [InlineData("""{"type":"location","title":"City Hall","payload":{"coordinates":{"lat":51.5,"long":-0.12}}}""", "location", "City Hall (51.5, -0.12)")]
    [InlineData("""{"type":"reel","payload":{"url":"https://www.facebook.com/reel/1","title":"A reel"}}""", "reel", "A reel https://www.facebook.com/reel/1")]
    [InlineData("""{"type":"fallback","title":"A link","url":"https://city.example"}""", "fallback", "A link https://city.example")]
    [InlineData("""{"type":"hologram"}""", "hologram", "")]
    public void What_is_no_file_is_told_in_words(string attachment, string kind, string text)
    {
        var heard = Message($$"""{"mid":"m_1","attachments":[{{attachment}}]}""");
        Assert.Equal((kind, text), (heard.Details!.Kind, heard.Text));
        Assert.Empty(heard.Attachments);
    }

    [Fact]
    public void A_message_that_messenger_cannot_hand_on_says_so() => Assert.Equal("unsupported", Message("""{"mid":"m_1","is_unsupported":true}""").Details!.Kind);

    [Theory]
    [InlineData("\"postback\":{\"title\":\"Get Started\",\"payload\":\"START\"}", "postback", "Get Started")]
    [InlineData("\"referral\":{\"ref\":\"flyer-7\",\"source\":\"SHORTLINK\",\"type\":\"OPEN_THREAD\"}", "referral", "flyer-7")]
    [InlineData("\"optin\":{\"ref\":\"page-3\"}", "optin", "page-3")]
    public void What_was_tapped_or_followed_is_heard_once(string part, string kind, string text)
    {
        var (first, again) = (One<MessageHeard>($"{Theirs},{part}"), One<MessageHeard>($"{Theirs},{part}"));
        Assert.Equal((kind, text), (first.Details!.Kind, first.Text));
        Assert.Equal(first.MessageId, again.MessageId);
    }

    [Fact]
    public void An_edit_and_a_reaction_tell_what_they_change()
    {
        var edit = One<AmendmentHeard>($"{Theirs},\"message_edit\":{{\"mid\":\"m_1\",\"text\":\"better\",\"num_edit\":1}}");
        Assert.Equal(("m_1", Amendment.Edited, "better"), (edit.Target, edit.Kind, edit.Text));
        var reaction = One<AmendmentHeard>($"{Theirs},\"reaction\":{{\"mid\":\"m_1\",\"action\":\"react\",\"emoji\":\"❤️\",\"reaction\":\"love\"}}");
        Assert.Equal((Amendment.Reacted, "❤️"), (reaction.Kind, reaction.Emoji));
        var taken = One<AmendmentHeard>($"{Theirs},\"reaction\":{{\"mid\":\"m_1\",\"action\":\"unreact\",\"emoji\":\"❤️\"}}");
        Assert.Null(taken.Emoji);
    }

    [Fact]
    public void Our_own_echo_confirms_its_message()
    {
        var (conversation, message) = (DerivedId.From("conversation"), DerivedId.From("message"));
        var report = One<DeliveryHeard>($"{Ours},\"message\":{{\"mid\":\"m_9\",\"is_echo\":true,\"app_id\":4242,\"metadata\":\"{OurReference.Of(conversation, message)}\",\"text\":\"hi\"}}");
        Assert.Equal((conversation, message, "m_9", DeliveryState.Sent), (report.ConversationId, report.MessageId, report.ProviderMessageId, report.State));
    }

    [Fact]
    public void Another_tool_s_echo_is_told_as_its_words_to_that_person()
    {
        var echo = One<EchoHeard>($"{Ours},\"message\":{{\"mid\":\"m_9\",\"is_echo\":true,\"app_id\":263902037430900,\"metadata\":\"x\",\"text\":\"We come\"}}");
        Assert.Equal((Anna, "900", "We come", "app:263902037430900"), (echo.To, echo.From, echo.Text, echo.Author));
    }

    [Fact]
    public void Our_app_s_echo_without_our_ids_is_no_concern_of_ours() =>
        Assert.Empty(Read(Page($"{Ours},\"message\":{{\"mid\":\"m_9\",\"is_echo\":true,\"app_id\":\"4242\",\"text\":\"hi\"}}")).Heard);

    [Fact]
    public void A_delivery_tells_its_messages_and_all_before_them()
    {
        var heard = Read(Page($"{Theirs},\"delivery\":{{\"mids\":[\"m_8\",\"m_9\"],\"watermark\":1795255200000}}")).Heard;
        Assert.Equal(["m_8", "m_9"], heard.OfType<DeliveryHeard>().Select(report => report.ProviderMessageId));
        var mark = Assert.Single(heard.OfType<WatermarkHeard>());
        Assert.Equal((Anna, DeliveryState.Delivered, DateTimeOffset.FromUnixTimeMilliseconds(1795255200000)), (mark.Citizen, mark.State, mark.Until));
        Assert.Equal(DeliveryState.Read, One<WatermarkHeard>($"{Theirs},\"read\":{{\"watermark\":1795255200000}}").State);
    }

    [Theory]
    [InlineData("\"recipient\":{\"id\":\"900\"},\"optin\":{\"ref\":\"x\",\"user_ref\":\"r\"}", "optin.sender-missing")]
    [InlineData("\"recipient\":{\"id\":\"900\"},\"message\":{\"mid\":\"m\",\"text\":\"x\"}", "event.sender-missing")]
    [InlineData("\"sender\":{\"id\":\"71\"},\"message\":{\"text\":\"x\"}", "message.id-missing")]
    public void What_cannot_be_read_says_why(string happening, string code) => Assert.Equal(code, Read(Page(happening)).Unreadable);

    [Theory]
    [InlineData("""{"object":"page","entry":[{"id":"900","standby":[{"sender":{"id":"71"},"message":{"mid":"m","text":"x"}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"id":"900","changes":[{"field":"feed","value":{}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"id":"900","messaging":[{"sender":{"id":"71"},"pass_thread_control":{"new_owner_app_id":"1"}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"id":"900","messaging":[{"recipient":{"id":"900"},"policy_enforcement":{"action":"block"}}]}]}""")]
    [InlineData("""{"field":"messages","value":{"sender":{"id":"12334"},"timestamp":"1527459824","message":{"mid":"t","text":"t"}}}""")]
    public void What_is_no_concern_of_ours_is_nothing(string body) => Assert.True(Read(body) is { Unreadable: null, Heard.Count: 0 });

    private static MessageHeard Message(string message) => One<MessageHeard>($"{Theirs},\"message\":{message}");

    private static T One<T>(string happening) => Assert.IsType<T>(Assert.Single(Read(Page(happening)).Heard));

    private static string Page(string happening) => "{\"object\":\"page\",\"entry\":[{\"id\":\"900\",\"time\":1,\"messaging\":[{" + happening + "}]}]}";

    private static WebhookResult Read(string body) =>
        Reader.Read(new WebhookRequest("POST", "/messenger/webhooks/meta", "application/json", _ => "", Encoding.UTF8.GetBytes(body)), Moment.Noon);
}

using System.Text.Json.Nodes;
using Omnichannel.Channels.WhatsApp;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.WhatsApp;

public sealed class WhatsAppBodyTests
{
    private static readonly SendMessage Message = new(
        DerivedId.From("message"), DerivedId.From("conversation"), "whatsapp", new ContactPoint("phone", "+447700900001"), "555", "Which?", [], 1, Moment.Noon);

    [Fact]
    public void A_text_carries_our_reference_and_quotes_what_it_answers() => Equal(
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900001",
         "biz_opaque_callback_data":"CONVERSATION:MESSAGE","context":{"message_id":"wamid.1"},
         "type":"text","text":{"body":"Which?","preview_url":false}}
        """,
        Message with { Thread = new ReplyThread(null, ["wamid.1"]) { Answers = "wamid.1" } });

    [Fact]
    public void Who_is_known_by_a_user_id_is_named_as_recipient()
    {
        var body = Of(Message with { To = new ContactPoint("whatsapp", "GB.77") });
        Assert.Equal("GB.77", (string?)body["recipient"]);
        Assert.Null(body["to"]);
    }

    [Fact]
    public void Few_short_choices_are_buttons() => Equal(
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"447700900001","biz_opaque_callback_data":"CONVERSATION:MESSAGE",
         "type":"interactive","interactive":{"type":"button","body":{"text":"Which?"},
         "action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"Bins"}},{"type":"reply","reply":{"id":"b","title":"Roads"}}]}}}
        """,
        Asking(new Choice("a", "Bins"), new Choice("b", "Roads")));

    [Fact]
    public void A_title_too_long_for_a_button_makes_a_list() =>
        Assert.Equal("list", (string?)Of(Asking(new Choice("a", new string('x', 21))))["interactive"]!["type"]);

    [Theory]
    [InlineData(11, 1)]
    [InlineData(2, 25)]
    public void What_no_list_carries_is_put_into_words(int count, int length)
    {
        var choices = Enumerable.Range(0, count).Select(i => new Choice($"{i}", new string((char)('a' + i), length))).ToArray();
        Assert.StartsWith("Which?\n1. a", (string?)Of(Asking(choices))["text"]!["body"], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_choices_that_look_alike_are_put_into_words() =>
        Assert.Equal("text", (string?)Of(Asking(new Choice("a", "Bins"), new Choice("b", "Bins")))["type"]);

    [Fact]
    public void A_template_without_placeholders_has_no_components()
    {
        var body = Of(Message with { Text = "", Details = new ReplyDetails { Template = new Template("hello", "en_GB", []) } });
        Assert.Equal("""{"name":"hello","language":{"code":"en_GB"}}""", body["template"]!.ToJsonString());
    }

    [Fact]
    public void A_document_keeps_its_name_and_a_picture_its_caption()
    {
        var document = WhatsAppBody.Of(Message, new PreparedFiles("Which?", new OutgoingMedia("document", "77", IsLink: false, "form.pdf"), null), "Options");
        Assert.Equal("""{"id":"77","caption":"Which?","filename":"form.pdf"}""", document["document"]!.ToJsonString());
        var picture = WhatsAppBody.Of(Message with { Text = "" }, new PreparedFiles("", new OutgoingMedia("image", "https://x", IsLink: true, "a.png"), null), "Options");
        Assert.Equal("""{"link":"https://x"}""", picture["image"]!.ToJsonString());
    }

    [Fact]
    public void What_cannot_be_sent_says_why()
    {
        var file = new Attachment("a.png", "image/png", "https://x", 1);
        Assert.Equal("caption.too-long", WhatsAppBody.WhyNot(Message with { Text = new string('x', 1_025), Attachments = [file] }));
        Assert.Equal("template.with-attachments", WhatsAppBody.WhyNot(Message with { Details = new() { Template = new("t", "en", []) }, Attachments = [file] }));
        Assert.Null(WhatsAppBody.WhyNot(Message));
    }

    private static SendMessage Asking(params Choice[] choices) => Message with { Details = new ReplyDetails { Choices = choices } };

    private static JsonObject Of(SendMessage message) => WhatsAppBody.Of(message, new PreparedFiles(message.Text, null, null), "Options");

    private static void Equal(string expected, SendMessage message)
    {
        var json = expected.Replace("CONVERSATION", $"{Message.ConversationId:N}", StringComparison.Ordinal).Replace("MESSAGE", $"{Message.MessageId:N}", StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), Of(message)), Of(message).ToJsonString());
    }
}

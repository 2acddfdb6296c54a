using System.Text;
using System.Text.Json;
using Omnichannel.Channels;
using Omnichannel.Channels.Meta;
using Omnichannel.Channels.WhatsApp;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.WhatsApp;

public sealed class WhatsAppReaderTests
{
    private const string Anna = """{"profile":{"name":"Anna"},"wa_id":"447700900001"}""";
    private static readonly ContactPoint Phone = new("phone", "+447700900001");
    private static readonly MetaAccount Account = new("secret", null, "verify", "token", "555", "https://graph.example/v24.0", null);
    private static readonly MetaReader Reader = new("whatsapp", Account, [new WhatsAppEntries()]);

    [Fact]
    public void A_text_is_heard_from_the_number_that_wrote_it()
    {
        var heard = Message("""{"from":"447700900001","id":"wamid.1","timestamp":"1795255200","type":"text","text":{"body":"Die Stra\u00dfe \ud83d\ude00"}}""");
        Assert.Equal(("Die Straße 😀", Phone, "555"), (heard.Text, heard.From, heard.To));
        Assert.Equal(MessageHeard.IdOf("whatsapp", "meta", "wamid.1"), heard.MessageId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795255200), heard.SentAt);
        Assert.Equal(("Anna", null), (heard.Details!.SenderName, heard.Details.Kind));
    }

    [Fact]
    public void A_user_id_comes_before_the_number_and_proves_it()
    {
        var heard = Message(
            """{"from":"447700900001","from_user_id":"GB.77","id":"wamid.1","type":"text","text":{"body":"hi"}}""",
            """{"profile":{"name":"Anna"},"wa_id":"447700900001","user_id":"GB.77"}""");
        Assert.Equal(new ContactPoint("whatsapp", "GB.77"), heard.From);
        Assert.Equal([Phone], heard.Proven);
    }

    [Fact]
    public void A_person_who_hides_their_number_is_known_by_their_user_id()
    {
        var heard = Message("""{"from_user_id":"GB.77","id":"wamid.1","type":"text","text":{"body":"hi"}}""", """{"profile":{"name":"Anna"},"user_id":"GB.77"}""");
        Assert.Equal(new ContactPoint("whatsapp", "GB.77"), heard.From);
        Assert.Empty(heard.Proven);
        Assert.Equal("Anna", heard.Details!.SenderName);
    }

    [Fact]
    public void A_contact_of_somebody_else_lends_neither_its_id_nor_its_name()
    {
        var heard = Message(
            """{"from":"447700900001","id":"wamid.1","type":"text","text":{"body":"hi"}}""", """{"profile":{"name":"Bob"},"wa_id":"447700900002","user_id":"GB.2"}""");
        Assert.Equal(Phone, heard.From);
        Assert.Null(heard.Details!.SenderName);
    }

    [Theory]
    [InlineData("image", """{"mime_type":"image/jpeg","id":"11","caption":"the hole"}""", "image", "the hole", null)]
    [InlineData("document", """{"mime_type":"application/pdf","id":"11","filename":"form.pdf"}""", "document", "", "form.pdf")]
    [InlineData("audio", """{"mime_type":"audio/ogg; codecs=opus","id":"11","voice":true}""", "voice", "", null)]
    [InlineData("audio", """{"mime_type":"audio/mpeg","id":"11"}""", "audio", "", null)]
    [InlineData("sticker", """{"mime_type":"image/webp","id":"11","animated":true}""", "sticker", "", null)]
    [InlineData("video", """{"mime_type":"video/mp4","id":"11"}""", "video", "", null)]
    public void Media_is_a_reference_to_fetch(string type, string media, string kind, string text, string? name)
    {
        var heard = Typed(type, media);
        var attachment = Assert.Single(heard.Attachments);
        Assert.Equal((kind, text, name, WhatsAppMedia.ReferenceOf("11")), (heard.Details!.Kind, heard.Text, attachment.Name, attachment.Url));
    }

    [Theory]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("4654+8g=", null)]
    [InlineData("not a hash", null)]
    public void A_hash_is_told_in_hex_and_what_is_none_is_left_out(string given, string? hex) =>
        Assert.Equal(hex, Typed("image", $$"""{"id":"1","mime_type":"image/png","sha256":"{{given}}"}""").Attachments[0].Sha256);

    [Fact]
    public void A_place_is_told_in_words_and_as_a_place()
    {
        var heard = Typed("location", """{"latitude":51.5,"longitude":-0.12,"name":"City Hall","address":"1 High St"}""");
        Assert.Equal("City Hall, 1 High St (51.5, -0.12)", heard.Text);
        Assert.Equal(new Place(51.5, -0.12, "City Hall", "1 High St"), heard.Details!.Place);
    }

    [Fact]
    public void Visiting_cards_are_told_in_words_and_as_cards()
    {
        var heard = Typed("contacts", """[{"name":{"formatted_name":"Bob Stone"},"phones":[{"phone":"+44 7700 900002"}],"emails":[{"email":"bob@city.example"}],"org":{"company":"Works"}}]""");
        Assert.Equal("Bob Stone: Works, +44 7700 900002, bob@city.example", heard.Text);
        Assert.Equal("Bob Stone", Assert.Single(heard.Details!.Cards!).Name);
    }

    [Theory]
    [InlineData("interactive", """{"type":"button_reply","button_reply":{"id":"yes","title":"Yes please"}}""", "button_reply", "yes", "Yes please", "Yes please")]
    [InlineData("interactive", """{"type":"list_reply","list_reply":{"id":"a","title":"Bins","description":"waste"}}""", "list_reply", "a", "Bins", "Bins (waste)")]
    [InlineData("interactive", """{"type":"call_permission_reply","call_permission_reply":{"response":"reject"}}""", "call_permission_reply", "reject", "reject", "reject")]
    [InlineData("button", """{"payload":"p-1","text":"Confirm"}""", "button", "p-1", "Confirm", "Confirm")]
    public void A_choice_is_told_by_its_id_and_its_title(string type, string part, string kind, string id, string title, string text)
    {
        var heard = Typed(type, part);
        Assert.Equal((kind, new Choice(id, title), text), (heard.Details!.Kind, heard.Details.Choice, heard.Text));
    }

    [Fact]
    public void A_form_is_told_line_by_line_and_as_it_came()
    {
        var heard = Typed("interactive", """{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"flow_token\":\"t\",\"street\":\"Main St\",\"house\":7}"}}""");
        Assert.Equal("street: Main St\nhouse: 7", heard.Text);
        Assert.Equal("""{"flow_token":"t","street":"Main St","house":7}""", heard.Details!.Form);
    }

    [Theory]
    [InlineData("""{"from":"1234567","id":"w","type":"unsupported","errors":[{"code":131051}],"unsupported":{"type":"poll"}}""", "unsupported")]
    [InlineData("""{"from":"1234567","id":"w","type":"interactive"}""", "unsupported")]
    [InlineData("""{"from":"1234567","id":"w","errors":[{"code":131051}]}""", "unsupported")]
    [InlineData("""{"from":"1234567","id":"w","type":"request_welcome"}""", "request_welcome")]
    [InlineData("""{"from":"1234567","id":"w","type":"hologram","hologram":{}}""", "hologram")]
    public void What_has_no_words_is_told_by_its_kind(string message, string kind)
    {
        var heard = Message(message);
        Assert.Equal((kind, ""), (heard.Details!.Kind, heard.Text));
    }

    [Fact]
    public void Where_a_message_belongs_and_whether_it_was_forwarded_is_told()
    {
        var details = Message("""{"from":"447700900001","id":"w","group_id":"g-1","type":"text","text":{"body":"x"},"context":{"id":"wamid.0","frequently_forwarded":true}}""").Details!;
        Assert.Equal(("wamid.0", true, "g-1"), (details.InReplyTo, details.IsForwarded, details.Group));
    }

    [Theory]
    [InlineData("reaction", """{"message_id":"wamid.0","emoji":"👍"}""", Amendment.Reacted, null, "👍")]
    [InlineData("reaction", """{"message_id":"wamid.0","emoji":""}""", Amendment.Reacted, null, null)]
    [InlineData("reaction", """{"message_id":"wamid.0"}""", Amendment.Reacted, null, null)]
    [InlineData("edit", """{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"better"}}}""", Amendment.Edited, "better", null)]
    [InlineData("revoke", """{"original_message_id":"wamid.0"}""", Amendment.Withdrawn, null, null)]
    public void A_change_tells_what_it_changes(string type, string part, Amendment kind, string? text, string? emoji)
    {
        var change = Assert.IsType<AmendmentHeard>(Assert.Single(Read(Post(
            $$"""{"from":"447700900001","id":"wamid.2","type":"{{type}}","{{type}}":{{part}}}""", Anna)).Heard));
        Assert.Equal(("wamid.0", Phone, kind, text, emoji), (change.Target, change.From, change.Kind, change.Text, change.Emoji));
    }

    [Fact]
    public void A_new_number_writes_from_now_on_and_the_old_one_proves_whose_it_is()
    {
        var heard = Typed("system", """{"body":"User changed number","type":"user_changed_number","wa_id":"447700900009"}""");
        Assert.Equal(new ContactPoint("phone", "+447700900009"), heard.From);
        Assert.Equal([Phone], heard.Proven);
        Assert.True(heard.Details!.IsAutomatic);
    }

    [Theory]
    [InlineData("sent", DeliveryState.Sent)]
    [InlineData("delivered", DeliveryState.Delivered)]
    [InlineData("read", DeliveryState.Read)]
    [InlineData("played", DeliveryState.Read)]
    public void A_status_is_told_in_our_words_with_our_own_ids(string status, DeliveryState state)
    {
        var (conversation, message) = (DerivedId.From("conversation"), DerivedId.From("message"));
        var report = Status($$"""{"id":"wamid.9","status":"{{status}}","biz_opaque_callback_data":"{{OurReference.Of(conversation, message)}}"}""");
        Assert.Equal((state, "wamid.9", conversation, message), (report.State, report.ProviderMessageId, report.ConversationId, report.MessageId));
    }

    [Theory]
    [InlineData(131047, "window.closed")]
    [InlineData(131026, "recipient.unreachable")]
    [InlineData(131050, "recipient.opted-out")]
    [InlineData(130472, "recipient.in-experiment")]
    [InlineData(132012, "template.wrong")]
    [InlineData(190, "provider.credentials")]
    [InlineData(999999, "provider.failed")]
    public void A_failure_tells_why(int code, string reason)
    {
        var report = Status($$"""{"id":"wamid.9","status":"failed","errors":[{"code":{{code}},"title":"x"}]}""");
        Assert.Equal((DeliveryState.Failed, reason, $"{code}"), (report.State, report.Reason, report.ProviderCode));
    }

    [Fact]
    public void Who_stops_marketing_is_not_written_to_at_any_of_their_addresses()
    {
        var heard = Read(Envelope("user_preferences", """{"user_preferences":[{"wa_id":"447700900001","user_id":"GB.77","value":"stop","timestamp":1795255200}]}""")).Heard;
        Assert.Equal([new("whatsapp", "GB.77"), Phone], heard.Cast<ConsentHeard>().Select(consent => consent.ContactPoint));
        Assert.All(heard.Cast<ConsentHeard>(), consent => Assert.False(consent.Wanted));
    }

    [Fact]
    public void Many_messages_and_statuses_in_one_callback_are_all_heard_in_order()
    {
        var one = Envelope("messages", """{"messages":[{"from":"1234567","id":"a","type":"text","text":{"body":"1"}},{"from":"1234568","id":"b","type":"text","text":{"body":"2"}}],"statuses":[{"id":"c","status":"sent"}]}""");
        using var json = JsonDocument.Parse(one);
        var entry = json.RootElement.GetProperty("entry")[0].GetRawText();
        var heard = Read($$"""{"object":"whatsapp_business_account","entry":[{{entry}},{{entry.Replace("\"a\"", "\"d\"", StringComparison.Ordinal)}}]}""").Heard;
        Assert.Equal(["a", "b", "c", "d", "b", "c"], heard.Select(fact => fact is MessageHeard message ? message.ProviderMessageId : ((DeliveryHeard)fact).ProviderMessageId));
    }

    [Fact]
    public void A_part_that_cannot_be_read_is_kept_and_the_others_go_on()
    {
        var body = Envelope("messages", """{"messages":[{"from":"1234567","type":"text"},{"from":"1234568","id":"b","type":"text","text":{"body":"2"}}]}""");
        var heard = Read(body).Heard;
        Assert.Equal("b", Assert.IsType<MessageHeard>(heard[0]).ProviderMessageId);
        Assert.Equal("message.id-missing", Assert.IsType<InputHeard>(heard[1]).Reason);
    }

    [Theory]
    [InlineData("{", "json.unreadable")]
    [InlineData("[]", "json.not-an-object")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"x","type":"text"}]}}]}]}""", "message.sender-missing")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":"x","status":"teleported"}]}}]}]}""", "status.unknown")]
    public void What_cannot_be_read_says_why(string body, string code) => Assert.Equal(code, Read(body).Unreadable);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"object":"instagram","entry":[{}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"calls","value":{"calls":[{}]}}]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"errors":[{"code":130429}]}}]}]}""")]
    public void What_is_no_concern_of_ours_is_nothing(string body) => Assert.True(Read(body) is { Unreadable: null, Heard.Count: 0 });

    private static MessageHeard Typed(string type, string part) =>
        Message($$"""{"from":"447700900001","id":"wamid.1","timestamp":"1795255200","type":"{{type}}","{{type}}":{{part}}}""");

    private static MessageHeard Message(string message, string contact = Anna) =>
        Assert.IsType<MessageHeard>(Assert.Single(Read(Post(message, contact)).Heard));

    private static DeliveryHeard Status(string status) =>
        Assert.IsType<DeliveryHeard>(Assert.Single(Read(Envelope("messages", $$"""{"statuses":[{{status}}]}""")).Heard));

    private static string Post(string message, string contact) => Envelope(
        "messages", $$"""{"metadata":{"display_phone_number":"15550100","phone_number_id":"555"},"contacts":[{{contact}}],"messages":[{{message}}]}""");

    private static string Envelope(string field, string value) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{field}}","value":{{value}}}]}]}""";

    private static WebhookResult Read(string body) =>
        Reader.Read(new WebhookRequest("POST", "/whatsapp/webhooks/meta", "application/json", _ => "", Encoding.UTF8.GetBytes(body)), Moment.Noon);
}

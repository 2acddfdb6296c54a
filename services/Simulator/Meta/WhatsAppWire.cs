using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omnichannel.Simulator;

/// <summary>WhatsApp's side of Meta's wire: what we send, read; and the callbacks, written.</summary>
internal static class WhatsAppWire
{
    /// <summary>Null when something is missing that Meta insists on.</summary>
    public static AcceptedMessage? ReadSend(JsonElement body, DateTimeOffset now)
    {
        if (TextOf(body, "messaging_product") != "whatsapp" || (TextOf(body, "to") ?? TextOf(body, "recipient")) is not { } person)
            return null;
        var kind = TextOf(body, "type") ?? "text";
        if (!body.TryGetProperty(kind, out var part) || part.ValueKind != JsonValueKind.Object)
            return null;
        var choices = kind == "interactive" ? ChoicesOf(part).ToList() : [];
        var words = kind switch
        {
            "text" => TextOf(part, "body"),
            "interactive" => part.TryGetProperty("body", out var inner) ? TextOf(inner, "text") : null,
            "template" => TemplateWords(part),
            _ => TextOf(part, "caption") ?? TextOf(part, "filename") ?? "",
        };
        return words is null ? null : new AcceptedMessage(
            new ChatMessage
            {
                Id = ChatMessage.NewId("whatsapp"),
                Channel = "whatsapp",
                Person = body.TryGetProperty("to", out _) ? $"+{person.TrimStart('+')}" : person,
                Direction = "outbound",
                Text = words,
                Kind = kind,
                Choices = choices,
                State = "accepted",
                At = now,
            },
            TextOf(body, "biz_opaque_callback_data"));
    }

    public static object AnswerOf(ChatMessage message) => new
    {
        messaging_product = "whatsapp",
        contacts = new[] { new { input = message.Person, wa_id = message.Person.TrimStart('+') } },
        messages = new[] { new { id = message.Id } },
    };

    public static JsonObject Status(AcceptedMessage taken, string ours, string status, int? code, DateTimeOffset at)
    {
        var wire = new JsonObject
        {
            ["id"] = taken.Message.Id,
            ["status"] = status,
            ["timestamp"] = SecondsOf(at),
            ["recipient_id"] = taken.Message.Person.TrimStart('+'),
        };
        if (taken.Reference is not null)
            wire["biz_opaque_callback_data"] = taken.Reference;
        if (code is not null)
            wire["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Message undeliverable" });
        return Envelope(ours, new JsonObject { ["statuses"] = new JsonArray(wire) });
    }

    /// <param name="act">The type of the message and what belongs to it, as WhatsApp writes them.</param>
    public static JsonObject Inbound(string ours, string person, string name, string id, JsonObject act, DateTimeOffset at)
    {
        var contact = new JsonObject { ["profile"] = new JsonObject { ["name"] = name } };
        act["id"] = id;
        act["timestamp"] = SecondsOf(at);
        // Who goes by a user name shows no number.
        act[IsNumber(person) ? "from" : "from_user_id"] = person.TrimStart('+');
        contact[IsNumber(person) ? "wa_id" : "user_id"] = person.TrimStart('+');
        return Envelope(ours, new JsonObject { ["contacts"] = new JsonArray(contact), ["messages"] = new JsonArray(act) });
    }

    private static bool IsNumber(string person) => person.StartsWith('+');

    private static JsonObject Envelope(string ours, JsonObject value)
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new JsonObject { ["display_phone_number"] = "15550100", ["phone_number_id"] = ours };
        return new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = "400000000000004",
                ["changes"] = new JsonArray(new JsonObject { ["field"] = "messages", ["value"] = value }),
            }),
        };
    }

    private static IEnumerable<ChatChoice> ChoicesOf(JsonElement interactive)
    {
        if (!interactive.TryGetProperty("action", out var action))
            return [];
        var entries = action.TryGetProperty("buttons", out var buttons)
            ? buttons.EnumerateArray().Select(button => button.GetProperty("reply"))
            : action.TryGetProperty("sections", out var sections) ? sections.EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray()) : [];
        return entries.Select(entry => new ChatChoice(TextOf(entry, "id") ?? "", TextOf(entry, "title") ?? ""));
    }

    private static string? TemplateWords(JsonElement template) => TextOf(template, "name") is { } name ? $"Template {name}" : null;

    private static string SecondsOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}

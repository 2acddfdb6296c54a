using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omnichannel.Simulator;

/// <summary>Messenger's side of Meta's wire: what we send, read; and the callbacks, written.</summary>
internal static class MessengerWire
{
    /// <summary>Null when something is missing that Meta insists on.</summary>
    public static AcceptedMessage? ReadSend(JsonElement body, DateTimeOffset now)
    {
        if (!body.TryGetProperty("recipient", out var recipient) || TextOf(recipient, "id") is not { } person
            || TextOf(body, "messaging_type") is null
            || !body.TryGetProperty("message", out var message))
            return null;
        var hasFile = message.TryGetProperty("attachment", out var attachment);
        if ((TextOf(message, "text") ?? (hasFile ? TextOf(attachment.GetProperty("payload"), "url") ?? "" : null)) is not { } text)
            return null;
        var choices = message.TryGetProperty("quick_replies", out var quick)
            ? quick.EnumerateArray().Select(one => new ChatChoice(TextOf(one, "payload") ?? "", TextOf(one, "title") ?? "")).ToList()
            : [];
        return new AcceptedMessage(
            new ChatMessage
            {
                Id = ChatMessage.NewId("messenger"),
                Channel = "messenger",
                Person = person,
                Direction = "outbound",
                Text = text,
                Kind = hasFile ? TextOf(attachment, "type") ?? "file" : "text",
                Choices = choices,
                State = "accepted",
                At = now,
            },
            TextOf(message, "metadata"));
    }

    public static object AnswerOf(ChatMessage message) => new { recipient_id = message.Person, message_id = message.Id };

    public static JsonObject Echo(AcceptedMessage taken, string page, string appId, DateTimeOffset at)
    {
        var message = new JsonObject { ["mid"] = taken.Message.Id, ["is_echo"] = true, ["app_id"] = long.Parse(appId, System.Globalization.CultureInfo.InvariantCulture), ["text"] = taken.Message.Text };
        if (taken.Reference is not null)
            message["metadata"] = taken.Reference;
        return Envelope(page, page, taken.Message.Person, at, "message", message);
    }

    public static JsonObject Delivered(ChatMessage message, string page, DateTimeOffset at) => Envelope(
        page, message.Person, page, at, "delivery", new JsonObject { ["mids"] = new JsonArray(message.Id), ["watermark"] = at.ToUnixTimeMilliseconds() });

    public static JsonObject Read(ChatMessage message, string page, DateTimeOffset at) => Envelope(
        page, message.Person, page, at, "read", new JsonObject { ["watermark"] = at.ToUnixTimeMilliseconds() });

    /// <param name="kind"><c>message</c>, <c>postback</c>, <c>referral</c>, <c>reaction</c> or <c>message_edit</c>.</param>
    public static JsonObject Inbound(string page, string person, string kind, JsonObject part, DateTimeOffset at) => Envelope(page, person, page, at, kind, part);

    private static JsonObject Envelope(string page, string from, string to, DateTimeOffset at, string kind, JsonObject part) => new()
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = page,
            ["time"] = at.ToUnixTimeMilliseconds(),
            ["messaging"] = new JsonArray(new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = from },
                ["recipient"] = new JsonObject { ["id"] = to },
                ["timestamp"] = at.ToUnixTimeMilliseconds(),
                [kind] = part,
            }),
        }),
    };

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}

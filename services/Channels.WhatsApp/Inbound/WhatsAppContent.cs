using System.Globalization;
using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>The content of one message, by its type, as text for an agent and as parts for a program.</summary>
internal sealed record WhatsAppContent(string Text, IReadOnlyList<Attachment> Attachments, MessageDetails Details)
{
    /// <summary>What WhatsApp itself calls a message that it cannot hand on.</summary>
    private const string Unsupported = "unsupported";

    public static WhatsAppContent Of(JsonElement message)
    {
        var type = message.Text("type") ?? Unsupported;
        var part = message.At(type);
        return type switch
        {
            "text" when part.Text("body") is { } body => Words(body, new()),
            "image" or "video" or "audio" or "document" or "sticker" => Media(type, part),
            "location" => Location(part),
            "contacts" => WhatsAppCards.Of(message),
            "interactive" => WhatsAppAnswer.Of(part),
            "button" => Words(
                part.Text("text") ?? part.Text("payload") ?? "",
                new() { Kind = type, Choice = new Choice(part.Text("payload") ?? part.Text("text") ?? "", part.Text("text") ?? "") }),
            "order" => Order(part),
            "system" => Words(part.Text("body") ?? "", new() { Kind = part.Text("type") ?? type, IsAutomatic = true }),
            "text" => Words("", new() { Kind = Unsupported }),
            // Types that came after this was written mostly have their text in one of these.
            _ => Words(part.Text("body") ?? part.Text("text") ?? part.Text("caption") ?? "", new() { Kind = type }),
        };
    }

    public static WhatsAppContent Words(string text, MessageDetails details) => new(text, [], details);

    public static WhatsAppContent Nothing { get; } = Words("", new() { Kind = Unsupported });

    private static WhatsAppContent Media(string type, JsonElement media)
    {
        var kind = type == "audio" && media.Says("voice") ? "voice" : type;
        var reference = media.Text("id") is { } id ? WhatsAppMedia.ReferenceOf(id) : media.Text("url");
        return new WhatsAppContent(
            media.Text("caption") ?? "",
            reference is null
                ? []
                : [new Attachment(media.Text("filename"), media.Text("mime_type") ?? "application/octet-stream", reference, null) { Sha256 = HexOf(media.Text("sha256")) }],
            new() { Kind = kind });
    }

    /// <summary>WhatsApp writes hashes in base64; what is none is left out, for it would make the file look wrong.</summary>
    private static string? HexOf(string? hash)
    {
        Span<byte> bytes = stackalloc byte[33];
        return hash is not null && hash.Length <= 44 && Convert.TryFromBase64String(hash, bytes, out var length) && length == 32
            ? Convert.ToHexStringLower(bytes[..32])
            : null;
    }

    private static WhatsAppContent Location(JsonElement part)
    {
        var (name, address) = (part.Text("name"), part.Text("address"));
        if (part.Fraction("latitude") is not ({ } latitude and >= -90 and <= 90) || part.Fraction("longitude") is not ({ } longitude and >= -180 and <= 180))
            return Words(string.Join(", ", new[] { name, address }.OfType<string>()), new() { Kind = "location" });
        return Words(LocationText.Of(latitude, longitude, name, address), new() { Kind = "location", Place = new Place(latitude, longitude, name, address) });
    }

    /// <summary>Shopping baskets: rare between citizens and their administration, but somebody wrote one.</summary>
    private static WhatsAppContent Order(JsonElement order)
    {
        var lines = order.Items("product_items").Select(item => string.Create(
            CultureInfo.InvariantCulture, $"{item.Text("quantity") ?? "1"} × {item.Text("product_retailer_id")}"));
        return Words(string.Join('\n', new[] { order.Text("text") }.OfType<string>().Concat(lines)), new() { Kind = "order" });
    }
}

using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Messenger;

/// <summary>The content of one event on a page, as text for an agent and as parts for a program.</summary>
internal sealed record PageContent(string Text, IReadOnlyList<Attachment> Attachments, MessageDetails Details)
{
    private const int MostAttachments = 30;

    public static PageContent Of(JsonElement happening)
    {
        if (happening.At("message") is { ValueKind: JsonValueKind.Object } message)
            return OfMessage(message);
        if (happening.At("postback") is { ValueKind: JsonValueKind.Object } postback)
        {
            var title = postback.Text("title") ?? postback.Text("payload") ?? "";
            return new(title, [], new() { Kind = "postback", Choice = new Choice(postback.Text("payload") ?? title, title) });
        }

        var kind = happening.At("optin").IsObject() ? "optin" : "referral";
        return new(happening.At(kind).Text("ref") ?? "", [], new() { Kind = kind });
    }

    public static PageContent OfMessage(JsonElement message)
    {
        var words = new List<string>();
        var files = new List<Attachment>();
        var details = new MessageDetails();
        if (message.Text("text") is { } text)
            words.Add(text);
        if (message.At("quick_reply").Text("payload") is { } payload)
            details = details with { Kind = "quick_reply", Choice = new Choice(payload, message.Text("text") ?? payload) };
        foreach (var attachment in message.Items("attachments").Take(MostAttachments))
            details = Add(attachment, words, files, details);
        if (message.Says("is_unsupported") || (words.Count == 0 && files.Count == 0 && details.Kind is null))
            details = details with { Kind = "unsupported" };
        return new(string.Join('\n', words), files, details);
    }

    private static MessageDetails Add(JsonElement attachment, List<string> words, List<Attachment> files, MessageDetails details)
    {
        var payload = attachment.At("payload");
        var type = attachment.Text("type") ?? "unsupported";
        var url = payload.Text("url") ?? attachment.Text("url");
        switch (type)
        {
            case "image" or "audio" or "video" or "file" when url is not null:
                files.Add(new Attachment(NameOf(type, url), TypeOf(type), url, null));
                return details with { Kind = details.Kind ?? (payload.Text("sticker_id") is null ? type : "sticker") };
            case "location" when PlaceOf(payload.At("coordinates"), attachment.Text("title")) is { } place:
                words.Add(LocationText.Of(place.Latitude, place.Longitude, place.Name, place.Address));
                return details with { Kind = type, Place = place };
            default:
                // Links, posts, reels, and what is still to come: their title and address say what they are.
                var said = string.Join(' ', new[] { attachment.Text("title") ?? payload.Text("title") ?? payload.Text("text"), url }.OfType<string>());
                if (said.Length > 0)
                    words.Add(said);
                return details with { Kind = details.Kind ?? type };
        }
    }

    private static Place? PlaceOf(JsonElement coordinates, string? title) =>
        coordinates.Fraction("lat") is { } latitude and >= -90 and <= 90 && coordinates.Fraction("long") is { } longitude and >= -180 and <= 180
            ? new Place(latitude, longitude, title, null)
            : null;

    /// <summary>A file keeps its name at the end of its address; pictures have numbers there, which are no names.</summary>
    private static string? NameOf(string type, string url) =>
        type == "file" && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Segments is [.., var last] && last.Trim('/') is { Length: > 0 } name
            ? Uri.UnescapeDataString(name)
            : null;

    /// <summary>Messenger names only the family; the exact type is known once it is fetched.</summary>
    private static string TypeOf(string type) => type == "file" ? "application/octet-stream" : $"{type}/*";
}

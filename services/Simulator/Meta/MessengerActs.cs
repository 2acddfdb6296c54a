using System.Text.Json.Nodes;

namespace Omnichannel.Simulator;

/// <summary>What a person does, as Messenger reports it.</summary>
internal static class MessengerActs
{
    public static JsonObject Of(
        ActAsPerson.Body body, string page, string person, string id, Func<ActAsPerson.SharedFile, string> keep, DateTimeOffset at)
    {
        if (body.ReactsTo is { } target)
        {
            var reaction = new JsonObject { ["mid"] = target, ["action"] = body.Emoji is null ? "unreact" : "react", ["reaction"] = "other" };
            if (body.Emoji is not null)
                reaction["emoji"] = body.Emoji;
            return MessengerWire.Inbound(page, person, "reaction", reaction, at);
        }

        if (body.Edits is { } own)
            return MessengerWire.Inbound(page, person, "message_edit", new JsonObject { ["mid"] = own, ["text"] = body.Text, ["num_edit"] = 1 }, at);
        if (body.Postback is { } pressed)
        {
            var postback = new JsonObject { ["mid"] = id, ["title"] = pressed.Title, ["payload"] = pressed.Id };
            return MessengerWire.Inbound(page, person, "postback", postback, at);
        }

        if (body.Referral is { } link)
            return MessengerWire.Inbound(page, person, "referral", new JsonObject { ["ref"] = link, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" }, at);
        var message = new JsonObject { ["mid"] = id };
        if (body.Choice is { } choice)
        {
            message["text"] = choice.Title;
            message["quick_reply"] = new JsonObject { ["payload"] = choice.Id };
        }
        else if (!string.IsNullOrEmpty(body.Text))
            message["text"] = body.Text;
        if (AttachmentOf(body, keep) is { } attachment)
            message["attachments"] = new JsonArray(attachment);
        return MessengerWire.Inbound(page, person, "message", message, at);
    }

    private static JsonObject? AttachmentOf(ActAsPerson.Body body, Func<ActAsPerson.SharedFile, string> keep)
    {
        if (body.Place is { } place)
            return new JsonObject
            {
                ["type"] = "location",
                ["title"] = place.Name,
                ["payload"] = new JsonObject { ["coordinates"] = new JsonObject { ["lat"] = place.Latitude, ["long"] = place.Longitude } },
            };
        if (body.File is not { } file)
            return null;
        var type = file.ContentType.Split('/')[0] is var family && family is "image" or "video" or "audio" ? family : "file";
        return new JsonObject { ["type"] = type, ["payload"] = new JsonObject { ["url"] = keep(file) } };
    }
}

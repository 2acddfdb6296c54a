using System.Text.Json.Nodes;

namespace Omnichannel.Simulator;

/// <summary>What a person does, as WhatsApp reports it.</summary>
internal static class WhatsAppActs
{
    public static JsonObject Of(
        ActAsPerson.Body body, string ours, string person, string id, Func<ActAsPerson.SharedFile, MetaFile> keep, DateTimeOffset at)
    {
        var (type, part) = PartOf(body, keep);
        var act = new JsonObject { ["type"] = type, [type] = part };
        if (body.Answers is { } answered)
            act["context"] = new JsonObject { ["from"] = "15550100", ["id"] = answered };
        return WhatsAppWire.Inbound(ours, person, body.Name ?? "", id, act, at);
    }

    private static (string Type, JsonObject Part) PartOf(ActAsPerson.Body body, Func<ActAsPerson.SharedFile, MetaFile> keep)
    {
        if (body.ReactsTo is { } target)
            return ("reaction", new JsonObject { ["message_id"] = target, ["emoji"] = body.Emoji ?? "" });
        if (body.Edits is { } own)
            return ("edit", new JsonObject
            {
                ["original_message_id"] = own,
                ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = body.Text ?? "" } },
            });
        if (body.Choice is { } choice)
            return ("interactive", new JsonObject
            {
                ["type"] = "button_reply",
                ["button_reply"] = new JsonObject { ["id"] = choice.Id, ["title"] = choice.Title },
            });
        if (body.Button is { } button)
            return ("button", new JsonObject { ["payload"] = button.Id, ["text"] = button.Title });
        if (body.Form is { } form)
            return ("interactive", new JsonObject
            {
                ["type"] = "nfm_reply",
                ["nfm_reply"] = new JsonObject { ["name"] = "flow", ["body"] = "Sent", ["response_json"] = WithToken(form).ToJsonString() },
            });
        if (body.Place is { } place)
            return ("location", new JsonObject { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude, ["name"] = place.Name });
        return body.File is { } file ? FileOf(keep(file), body.Text) : ("text", new JsonObject { ["body"] = body.Text });
    }

    /// <summary>WhatsApp puts the form's own token among its answers.</summary>
    private static JsonObject WithToken(JsonObject form)
    {
        var whole = (JsonObject)form.DeepClone();
        whole["flow_token"] = "unused";
        return whole;
    }

    private static (string Type, JsonObject Part) FileOf(MetaFile file, string? caption)
    {
        var type = file.ContentType.Split('/')[0] is var family && family is "image" or "video" or "audio" ? family : "document";
        var part = new JsonObject { ["id"] = file.Id, ["mime_type"] = file.ContentType, ["sha256"] = file.Sha256 };
        if (!string.IsNullOrEmpty(caption) && type != "audio")
            part["caption"] = caption;
        if (type == "document")
            part["filename"] = file.Name;
        return (type, part);
    }
}

using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>What somebody answered to a message with buttons, a list or a form.</summary>
internal static class WhatsAppAnswer
{
    /// <summary>A key of the form itself, not of its answers.</summary>
    private const string FlowToken = "flow_token";

    public static WhatsAppContent Of(JsonElement interactive)
    {
        // WhatsApp has been seen to send the type without its body, when it could not hand it on.
        if (interactive.Text("type") is not { } type || !interactive.At(type).IsObject())
            return WhatsAppContent.Nothing;
        var part = interactive.At(type);
        return type switch
        {
            "button_reply" or "list_reply" => Chosen(type, part.Text("id"), part.Text("title"), part.Text("description")),
            "nfm_reply" => Form(part),
            "call_permission_reply" => Chosen(type, part.Text("response"), part.Text("response"), null),
            _ => WhatsAppContent.Words(part.Text("title") ?? part.Text("body") ?? part.Text("text") ?? "", new() { Kind = type }),
        };
    }

    private static WhatsAppContent Chosen(string kind, string? id, string? title, string? description) => WhatsAppContent.Words(
        description is null ? title ?? id ?? "" : $"{title} ({description})",
        new() { Kind = kind, Choice = new Choice(id ?? title ?? "", title ?? id ?? "") });

    /// <summary>A form's answers come as JSON within JSON: one line each, and the whole for programs.</summary>
    private static WhatsAppContent Form(JsonElement part)
    {
        var form = part.Text("response_json");
        return WhatsAppContent.Words(LinesOf(form) ?? part.Text("body") ?? "", new() { Kind = "nfm_reply", Form = form });
    }

    private static string? LinesOf(string? form)
    {
        if (form is null)
            return null;
        using var json = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(form));
        if (json is null || !json.RootElement.IsObject())
            return null;
        var lines = json.RootElement.EnumerateObject().Where(answer => answer.Name != FlowToken)
            .Select(answer => $"{answer.Name}: {(answer.Value.ValueKind == JsonValueKind.String ? answer.Value.GetString() : answer.Value.GetRawText())}");
        return string.Join('\n', lines) is { Length: > 0 } words ? words : null;
    }
}

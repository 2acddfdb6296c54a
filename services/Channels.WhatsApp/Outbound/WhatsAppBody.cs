using System.Text.Json.Nodes;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>One message as the Cloud API takes it.</summary>
internal static class WhatsAppBody
{
    public const int MaxText = 4_096;
    private const int MaxCaption = 1_024;
    private const int MaxInteractiveText = 1_024;
    private const int MostButtons = 3;
    private const int MaxButtonTitle = 20;
    private const int MaxButtonId = 256;
    private const int MostRows = 10;
    private const int MaxRowTitle = 24;
    private const int MaxRowId = 200;

    /// <summary>Why it cannot be sent as it is; null when it can.</summary>
    public static string? WhyNot(SendMessage message) => message switch
    {
        { Details.Template: not null, Attachments.Count: > 0 } => "template.with-attachments",
        { Attachments: [_] } when WordsOf(message, message.Text).Length > MaxCaption => "caption.too-long",
        _ when WordsOf(message, message.Text).Length > MaxText => "text.too-long",
        _ => null,
    };

    public static JsonObject Of(SendMessage message, PreparedFiles files, string listButton)
    {
        var body = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual" };
        if (message.To.Kind == ContactPoint.WhatsApp)
            body["recipient"] = message.To.Address;
        else
            body["to"] = message.To.Address.TrimStart('+');
        body["biz_opaque_callback_data"] = OurReference.Of(message.ConversationId, message.MessageId);
        if (message.Thread?.Answers is { } answered)
            body["context"] = new JsonObject { ["message_id"] = answered };
        if (message.Details?.Template is { } template)
            AddTemplate(body, template);
        else if (files.Media is { } media)
            AddMedia(body, media, WordsOf(message, files.Text));
        else if (message.Details?.Choices is { Count: > 0 } choices && files.Text.Length is > 0 and <= MaxInteractiveText && HowOf(choices) is { } how)
            AddChoices(body, files.Text, choices, how, listButton);
        else
            AddText(body, WordsOf(message, files.Text));
        return body;
    }

    private static string WordsOf(SendMessage message, string text) =>
        message.Details?.Choices is { Count: > 0 } choices ? TextFallback.WithChoices(text, choices) : text;

    private static void AddText(JsonObject body, string text)
    {
        body["type"] = "text";
        body["text"] = new JsonObject { ["body"] = text, ["preview_url"] = false };
    }

    private static void AddTemplate(JsonObject body, Template template)
    {
        var parameters = template.Parameters.Select(value => (JsonNode)new JsonObject { ["type"] = "text", ["text"] = value }).ToArray();
        var wire = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (parameters.Length > 0)
            wire["components"] = new JsonArray(new JsonObject { ["type"] = "body", ["parameters"] = new JsonArray(parameters) });
        body["type"] = "template";
        body["template"] = wire;
    }

    private static void AddMedia(JsonObject body, OutgoingMedia media, string caption)
    {
        var part = new JsonObject { [media.IsLink ? "link" : "id"] = media.Reference };
        if (caption.Length > 0)
            part["caption"] = caption;
        if (media is { Kind: "document", Name: { } name })
            part["filename"] = name;
        body["type"] = media.Kind;
        body[media.Kind] = part;
    }

    /// <summary>Up to three short choices are buttons, up to ten a list; null for what neither carries.</summary>
    private static string? HowOf(IReadOnlyList<Choice> choices)
    {
        // WhatsApp refuses two choices that look the same.
        if (choices.DistinctBy(choice => choice.Id).Count() < choices.Count || choices.DistinctBy(choice => choice.Title).Count() < choices.Count)
            return null;
        if (choices.Count <= MostButtons && Fit(MaxButtonTitle, MaxButtonId))
            return "button";
        return choices.Count <= MostRows && Fit(MaxRowTitle, MaxRowId) ? "list" : null;

        bool Fit(int title, int id) => choices.All(choice =>
            choice.Title.Length > 0 && choice.Title.Length <= title && choice.Id.Length > 0 && choice.Id.Length <= id);
    }

    private static void AddChoices(JsonObject body, string text, IReadOnlyList<Choice> choices, string how, string listButton)
    {
        var action = how == "button"
            ? new JsonObject { ["buttons"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["type"] = "reply", ["reply"] = EntryOf(choice) })]) }
            : new JsonObject
            {
                ["button"] = listButton,
                ["sections"] = new JsonArray(new JsonObject { ["rows"] = new JsonArray([.. choices.Select(EntryOf)]) }),
            };
        body["type"] = "interactive";
        body["interactive"] = new JsonObject { ["type"] = how, ["body"] = new JsonObject { ["text"] = text }, ["action"] = action };
    }

    private static JsonNode EntryOf(Choice choice) => new JsonObject { ["id"] = choice.Id, ["title"] = choice.Title };
}

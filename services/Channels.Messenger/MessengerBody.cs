using System.Text.Json.Nodes;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>One message as the Send API takes it.</summary>
internal static class MessengerBody
{
    public const int MaxText = 2_000;
    private const int MostQuickReplies = 13;
    private const int MaxTitle = 20;
    private const int MaxPayload = 1_000;

    /// <summary>People may come back to their messages weeks later.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(30);

    /// <summary>Null when its text, with what had to be put into it, is too long.</summary>
    public static JsonObject? Of(SendMessage message, MessengerWindow window, AttachmentLinks links)
    {
        var wire = new JsonObject { ["metadata"] = OurReference.Of(message.ConversationId, message.MessageId) };
        var choices = message.Details?.Choices ?? [];
        var areQuick = choices.Count is > 0 and <= MostQuickReplies && choices.All(IsQuick);
        var text = areQuick ? message.Text : TextFallback.WithChoices(message.Text, choices);
        // A message is a text or one file: what does not fit into that goes as links in its text.
        if (message.Attachments is [var only] && text.Length == 0)
            wire["attachment"] = FileOf(only, links);
        else if (TextFallback.WithFiles(text, message.Attachments, links) is { Length: <= MaxText } words)
            wire["text"] = words;
        else
            return null;
        if (areQuick)
            wire["quick_replies"] = new JsonArray([.. choices.Select(QuickReplyOf)]);
        var body = new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = message.To.Address },
            ["messaging_type"] = window.IsHumanAgent ? "MESSAGE_TAG" : "RESPONSE",
            ["message"] = wire,
        };
        if (window.IsHumanAgent)
            body["tag"] = "HUMAN_AGENT";
        return body;
    }

    private static bool IsQuick(Choice choice) => choice.Title.Length is > 0 and <= MaxTitle && choice.Id.Length is > 0 and <= MaxPayload;

    private static JsonNode QuickReplyOf(Choice choice) =>
        new JsonObject { ["content_type"] = "text", ["title"] = choice.Title, ["payload"] = choice.Id };

    private static JsonObject FileOf(Attachment attachment, AttachmentLinks links) => new()
    {
        ["type"] = attachment.ContentType.Split('/')[0] is var family && family is "image" or "audio" or "video" ? family : "file",
        ["payload"] = new JsonObject { ["url"] = links.To(attachment, LinkLifetime) },
    };
}

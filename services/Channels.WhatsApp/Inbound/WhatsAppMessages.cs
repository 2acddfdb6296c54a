using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>One entry of <c>messages</c>: something said, or a change to it.</summary>
internal static class WhatsAppMessages
{
    public static void Read(JsonElement message, JsonElement value, MetaFacts facts)
    {
        if (message.Text("id") is not { } id)
            facts.Miss("message.id-missing");
        else if (WhatsAppPerson.Of(message, value) is not { } person)
            facts.Miss("message.sender-missing");
        else if (message.Text("type") is "reaction" or "edit" or "revoke")
            ReadAmendment(message, id, person, facts);
        else if (message.Text("type") == "system" && NewNumberOf(message.At("system")) is { } number)
            facts.Add(Heard(message, value, id, Moved(person, number), facts.HeardAt));
        else
            facts.Add(Heard(message, value, id, person, facts.HeardAt));
    }

    /// <summary>
    /// A person has a new number: it is the one that writes from now on, and the old one, which is known here, proves whose it is. With a user
    /// id nothing changes but the number beside it.
    /// </summary>
    private static WhatsAppPerson Moved(WhatsAppPerson person, string number) => person.Address.Kind == ContactPoint.WhatsApp
        ? person with { Proven = [.. person.Proven, WhatsAppPerson.PhoneOf(number)] }
        : new WhatsAppPerson(WhatsAppPerson.PhoneOf(number), [person.Address], person.Name);

    private static string? NewNumberOf(JsonElement system) =>
        system.Text("type") is "user_changed_number" or "customer_changed_number" ? system.Text("wa_id") ?? system.Text("new_wa_id") : null;

    private static MessageHeard Heard(JsonElement message, JsonElement value, string id, WhatsAppPerson person, DateTimeOffset heardAt)
    {
        var said = WhatsAppContent.Of(message);
        var context = message.At("context");
        var metadata = value.At("metadata");
        return new MessageHeard(
            MessageHeard.IdOf(WhatsAppModule.ChannelName, MetaReader.ProviderName, id),
            WhatsAppModule.ChannelName,
            MetaReader.ProviderName,
            id,
            person.Address,
            metadata.Text("phone_number_id") ?? "",
            said.Text,
            said.Attachments,
            Language: null,
            message.UnixSeconds("timestamp"),
            heardAt,
            person.Proven,
            Keyword: null)
        {
            Details = said.Details with
            {
                SenderName = person.Name,
                InReplyTo = context.Text("id"),
                IsForwarded = context.Says("forwarded") || context.Says("frequently_forwarded"),
                Group = message.Text("group_id"),
            },
        };
    }

    private static void ReadAmendment(JsonElement message, string id, WhatsAppPerson person, MetaFacts facts)
    {
        var part = message.At(message.Text("type")!);
        var (kind, target, text) = message.Text("type") switch
        {
            "reaction" => (Amendment.Reacted, part.Text("message_id"), null),
            "edit" => (Amendment.Edited, part.Text("original_message_id"), WhatsAppContent.Of(part.At("message")).Text),
            _ => (Amendment.Withdrawn, part.Text("original_message_id"), (string?)null),
        };
        if (target is null)
        {
            facts.Miss("amendment.target-missing");
            return;
        }

        facts.Add(new AmendmentHeard(
            WhatsAppModule.ChannelName, MetaReader.ProviderName, id, target, person.Address, kind, text,
            kind == Amendment.Reacted ? part.Text("emoji") : null, facts.HeardAt));
    }
}

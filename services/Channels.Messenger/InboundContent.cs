using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Messenger;

/// <summary>What a person wrote, tapped or followed to our page.</summary>
internal static class InboundContent
{
    public static void Read(JsonElement happening, MetaFacts facts)
    {
        if (PersonOf(happening) is not { } person)
        {
            // A box that was ticked on a web page has a reference instead: there is nobody to answer yet.
            facts.Miss(happening.At("optin").IsObject() ? "optin.sender-missing" : "event.sender-missing");
            return;
        }

        var said = PageContent.Of(happening);
        var message = happening.At("message");
        if ((message.Text("mid") ?? happening.At("postback").Text("mid") ?? IdOf(happening, person)) is not { } id)
        {
            facts.Miss("message.id-missing");
            return;
        }

        facts.Add(new MessageHeard(
            MessageHeard.IdOf(MessengerModule.ChannelName, MetaReader.ProviderName, id),
            MessengerModule.ChannelName,
            MetaReader.ProviderName,
            id,
            person,
            happening.At("recipient").Text("id") ?? "",
            said.Text,
            said.Attachments,
            Language: null,
            happening.UnixMilliseconds("timestamp"),
            facts.HeardAt,
            Proven: [],
            Keyword: null)
        {
            Details = said.Details with { InReplyTo = message.At("reply_to").Text("mid") },
        });
    }

    /// <summary>A page-scoped id: the same person has another towards another page.</summary>
    public static ContactPoint? PersonOf(JsonElement happening) =>
        happening.At("sender").Text("id") is { } id ? ContactPoint.Of(MessengerModule.ChannelName, id) : null;

    /// <summary>Taps and links have no id of their own: who did it to which page at which millisecond is as good; null for a message.</summary>
    private static string? IdOf(JsonElement happening, ContactPoint person) =>
        !happening.At("message").IsObject() && happening.Text("timestamp") is { } at
            ? $"event:{happening.At("recipient").Text("id")}:{person.Address}:{at}"
            : null;
}

using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Messenger;

/// <summary>
/// Entries of a page: what happens in its conversations. <c>standby</c> is what another app of the page is busy with, <c>changes</c> is the
/// page's feed; both are no concern of ours, nor are handovers, account links and enforcements.
/// </summary>
internal sealed class PageEntries(MessengerOptions options) : IMetaObject
{
    public string Kind => "page";

    public void Read(JsonElement entry, MetaFacts facts)
    {
        foreach (var happening in entry.Items("messaging"))
            ReadOne(happening, facts);
    }

    private void ReadOne(JsonElement happening, MetaFacts facts)
    {
        if (happening.At("message") is { ValueKind: JsonValueKind.Object } message)
        {
            if (message.Says("is_echo"))
                PageEcho.Read(happening, message, options.Account, facts);
            else
                InboundContent.Read(happening, facts);
        }
        else if (happening.At("postback").IsObject() || happening.At("referral").IsObject() || happening.At("optin").IsObject())
            InboundContent.Read(happening, facts);
        else if (happening.At("delivery").IsObject() || happening.At("read").IsObject())
            PageReceipts.Read(happening, facts);
        else if (happening.At("reaction").IsObject() || happening.At("message_edit").IsObject())
            ReadAmendment(happening, facts);
    }

    private static void ReadAmendment(JsonElement happening, MetaFacts facts)
    {
        var (edit, reaction) = (happening.At("message_edit"), happening.At("reaction"));
        if (InboundContent.PersonOf(happening) is not { } person)
            facts.Miss("event.sender-missing");
        else if ((edit.IsObject() ? edit : reaction).Text("mid") is not { } target)
            facts.Miss("amendment.target-missing");
        else if (edit.IsObject())
            Add(Amendment.Edited, $"edit:{edit.Text("num_edit") ?? happening.Text("timestamp")}", target, edit.Text("text") ?? "", null);
        else
        {
            var isTaken = reaction.Text("action") == "unreact";
            Add(
                Amendment.Reacted, $"{reaction.Text("action")}:{happening.Text("timestamp")}", target, null,
                isTaken ? null : reaction.Text("emoji") ?? reaction.Text("reaction"));
        }

        void Add(Amendment kind, string what, string target, string? text, string? emoji) => facts.Add(new AmendmentHeard(
            MessengerModule.ChannelName, MetaReader.ProviderName, what, target, InboundContent.PersonOf(happening)!, kind, text, emoji, facts.HeardAt));
    }
}

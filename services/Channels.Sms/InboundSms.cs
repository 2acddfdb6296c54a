using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>A text message, or a part of one, as any of our gateways brought it.</summary>
/// <param name="Id">The provider's.</param>
/// <param name="Binary">Content that is no text; null for a text.</param>
internal sealed record InboundSms(
    string Provider, string Id, string From, string To, string Text, byte[]? Binary, MessagePart? Part, DateTimeOffset? SentAt, DateTimeOffset HeardAt)
{
    /// <summary>A part of a text is to be joined with the others; binary content stands for itself, each part of it.</summary>
    public IInboundFact ToHeard()
    {
        var from = ContactPoint.Of(SmsModule.ChannelName, From);
        if (Part is not null && Binary is null)
        {
            return new PartHeard(
                SmsModule.ChannelName, Provider, Id, from, To, Part.Reference, Part.Total, Part.Number, Text, SentAt, HeardAt);
        }

        return new MessageHeard(
            MessageHeard.IdOf(SmsModule.ChannelName, Provider, Id), SmsModule.ChannelName, Provider, Id, from, To, Text,
            Binary is { Length: > 0 } ? [InlineMedia.AttachmentOf(Binary)] : [], Language: null, SentAt, HeardAt, Proven: [], Keyword: null)
        {
            Details = Binary is null ? null : new MessageDetails { Kind = "binary" },
        };
    }
}

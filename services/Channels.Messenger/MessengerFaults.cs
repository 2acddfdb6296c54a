using Omnichannel.Channels.Meta;

namespace Omnichannel.Channels.Messenger;

/// <summary>The Send API's error codes as our reasons (Meta's reference of error codes).</summary>
internal static class MessengerFaults
{
    public static GraphFault? Of(int code, int? subcode) => (code, subcode) switch
    {
        (10, 2018278) => GraphFault.Final("window.closed"),
        (100, 2018001) => GraphFault.Final("recipient.unknown"),
        (200, 2018028 or 2018108) => GraphFault.Final("recipient.blocked"),
        (551, _) => GraphFault.Final("recipient.unreachable"),
        (230, _) => GraphFault.Passing("provider.credentials", TimeSpan.FromSeconds(30)),
        (1200, _) => GraphFault.Passing("provider.failing"),
        _ => null,
    };
}

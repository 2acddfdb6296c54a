using Omnichannel.Channels.Meta;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>The Cloud API's error codes as our reasons, for answers and for failed statuses alike (Meta's reference of error codes).</summary>
internal static class WhatsAppFaults
{
    /// <summary>After a burst Meta takes one message to one person in this time.</summary>
    private static readonly TimeSpan PairPace = TimeSpan.FromSeconds(6);

    public static GraphFault? Of(int code, int? subcode) => code switch
    {
        131005 => GraphFault.Passing("provider.credentials", TimeSpan.FromSeconds(30)),

        80007 or 130429 or 131064 or 133016 => GraphFault.Passing("provider.busy"),
        131056 => GraphFault.Passing("recipient.too-fast", PairPace),
        131048 => GraphFault.Passing("sender.spam-limited", TimeSpan.FromSeconds(30)),

        131000 or 131016 or 131057 or 133004 => GraphFault.Passing("provider.failing"),

        131026 => GraphFault.Final("recipient.unreachable"),
        131030 => GraphFault.Final("recipient.not-allowed"),
        131021 => GraphFault.Final("recipient.is-sender"),
        131062 => GraphFault.Final("recipient.id-unsupported"),

        131047 => GraphFault.Final("window.closed"),
        131049 => GraphFault.Final("recipient.limited"),
        131050 => GraphFault.Final("recipient.opted-out"),
        130472 => GraphFault.Final("recipient.in-experiment"),
        131063 => GraphFault.Final("message.policy"),

        131008 or 131009 => GraphFault.Final("message.invalid"),
        131051 => GraphFault.Final("message.unsupported"),
        131052 => GraphFault.Final("media.download-failed"),
        131053 => GraphFault.Final("media.upload-failed"),

        132000 or 132005 or 132008 or 132012 => GraphFault.Final("template.wrong"),
        132001 => GraphFault.Final("template.missing"),
        132007 => GraphFault.Final("template.policy"),
        132015 => GraphFault.Final("template.paused"),
        132016 => GraphFault.Final("template.disabled"),
        132068 or 132069 => GraphFault.Final("template.flow-failed"),

        130497 => GraphFault.Final("sender.country-restricted"),
        131031 => GraphFault.Final("sender.locked"),
        131037 => GraphFault.Final("sender.name-not-approved"),
        131042 => GraphFault.Final("sender.payment"),
        131045 => GraphFault.Final("sender.not-registered"),
        _ => null,
    };

    /// <summary>Why a message failed that had been taken; <c>provider.failed</c> where the code is unknown.</summary>
    public static string ReasonOf(long? code) => code is { } number and >= 0 and <= int.MaxValue
        ? (Of((int)number, null) ?? GraphFault.Shared((int)number))?.Reason ?? "provider.failed"
        : "provider.failed";
}

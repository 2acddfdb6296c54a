using System.Collections.Frozen;

namespace Omnichannel.Contracts;

/// <summary>
/// The reasons that a send fails for, as stable codes, and the one place that says which of them may pass: a temporary failure is worth
/// another try later, a permanent one is not. Adapters translate providers' own codes into these.
/// </summary>
public static class FailureReasons
{
    public const string OptedOut = "recipient.opted-out";
    public const string WindowClosed = "session.window-closed";
    public const string TemplateUnsupported = "template.unsupported";

    private static readonly FrozenSet<string> Temporary = FrozenSet.Create(
        "recipient.unreachable", "recipient.busy", "recipient.no-answer", "recipient.declined", "recipient.mailbox-full", "recipient.not-delivered",
        "recipient.too-fast", "recipient.limited", "sender.too-many", "sender.spam-limited", "provider.failed", "provider.failing", "provider.busy",
        "provider.timeout", "provider.unreachable", "provider.unclear", "provider.answer-lost", "media.download-failed", "media.upload-failed",
        "template.paused", "call.canceled", "agent.no-answer", "agent.busy", "agent.unreachable");

    /// <summary>True when the same message may arrive at another time. A reason that is not known here counts as permanent.</summary>
    public static bool IsTemporary(string? reason) => reason is not null && Temporary.Contains(reason);

    /// <summary>The reason of a failure that a refusal of ours led to.</summary>
    public static string Of(Refusal refusal) => refusal.Code switch
    {
        "contact-point.opted-out" => OptedOut,
        "channel.window-closed" => WindowClosed,
        "channel.no-templates" => TemplateUnsupported,
        "subject.unreadable" => "message.invalid",
        var code => code,
    };
}

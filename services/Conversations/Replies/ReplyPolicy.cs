using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>What is to be sent, as far as the rules look at it.</summary>
internal sealed record ReplyDraft(string Text)
{
    public string? Subject { get; init; }

    public bool IsTemplate { get; init; }
}

/// <summary>
/// Whether we may write to somebody, on this channel, in this form, now. The one rule, asked when an agent writes, when a program writes,
/// and again when the reply is dispatched. Pure: what it needs to know is handed in.
/// </summary>
internal static class ReplyPolicy
{
    private const int MaxText = 20_000;

    /// <summary>A header line of an e-mail has at most 998 characters (RFC 5322, 2.1.1).</summary>
    private const int MaxSubject = 900;

    /// <param name="to">The address, with its opt-outs.</param>
    /// <param name="window">How long after the citizen's last message free text may be written; null = always. Agents may have a longer one than programs.</param>
    /// <param name="lastMessageAt">When the citizen last wrote from that address on that channel; null = never.</param>
    /// <returns>Why not; null = it may be sent.</returns>
    public static Refusal? Check(
        ChannelTraits traits, ContactPointState to, TimeSpan? window, DateTimeOffset? lastMessageAt, ReplyDraft draft, DateTimeOffset now) =>
        !traits.CanSend ? Refusals.CannotSend
        : to.OptedOut.Contains(traits.Channel) ? Refusals.OptedOut
        : draft.Text.Length > MaxText || draft.Subject?.Length > MaxSubject ? Refusals.TextTooLong
        : draft.Text.Length > traits.MaxText ? Refusals.TooLongFor(traits)
        : draft.Subject?.AsSpan().ContainsAnyInRange('\0', '\x1f') == true ? Refusals.BadSubject
        : draft.IsTemplate && !traits.HasTemplates ? Refusals.NoTemplates
        : !draft.IsTemplate && !IsWindowOpen(window, lastMessageAt, now) ? Refusals.WindowClosed(traits, window!.Value)
        : null;

    /// <summary>True while free text may be written.</summary>
    public static bool IsWindowOpen(TimeSpan? window, DateTimeOffset? lastMessageAt, DateTimeOffset now) =>
        window is null || now - lastMessageAt <= window;
}

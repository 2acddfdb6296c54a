namespace Omnichannel.Contracts;

/// <summary>What a channel can and may do, as data: rules read this table, never a channel's name.</summary>
/// <param name="Channel">Its name in messages and routes.</param>
/// <param name="CanSend">True if this installation can send on the channel.</param>
/// <param name="MaxText">Characters of one message; null = no limit that matters.</param>
/// <param name="SessionWindow">How long after the citizen's last message free text may be written; null = always.</param>
/// <param name="AgentWindow">How long a person may write instead, where the provider has granted that; null = no such grant.</param>
/// <param name="HasTemplates">A template may be sent outside the window.</param>
/// <param name="HasSubject">Messages carry a subject.</param>
/// <param name="HearsKeywords">A message that is one word like STOP means an opt-out here.</param>
/// <param name="HasAmendments">Messages can be edited, taken back or reacted to.</param>
/// <param name="FetchesMedia">Attachments come as references that the channel's service has to fetch.</param>
/// <param name="MostButtons">More choices than this go as a numbered list, and a number is the answer; null = as many as anybody offers are
/// buttons or keys; 0 = none are buttons.</param>
/// <param name="IsSpoken">Messages are read out: where a text has a spoken form, that is used.</param>
/// <param name="HasUnsubscribeLink">A message carries its unsubscribe link outside the text (RFC 8058).</param>
/// <param name="IsBilledInParts">The provider bills a long text as several (<see cref="SmsText"/>).</param>
public sealed record ChannelTraits(
    string Channel, bool CanSend, int? MaxText, TimeSpan? SessionWindow = null, TimeSpan? AgentWindow = null, bool HasTemplates = false, bool HasSubject = false,
    bool HearsKeywords = false, bool HasAmendments = false, bool FetchesMedia = false, int? MostButtons = null,
    bool IsSpoken = false, bool HasUnsubscribeLink = false, bool IsBilledInParts = false)
{
    private static readonly ChannelTraits[] Known =
    [
        new("sms", CanSend: true, MaxText: 1_600, HearsKeywords: true, FetchesMedia: true, MostButtons: 0, IsBilledInParts: true),
        new("voice", CanSend: true, MaxText: 3_000, FetchesMedia: true, IsSpoken: true),
        new("email", CanSend: true, MaxText: null, HasSubject: true, MostButtons: 0, HasUnsubscribeLink: true),
        new(
            "whatsapp", CanSend: true, MaxText: 4_096, SessionWindow: TimeSpan.FromHours(24), HasTemplates: true, HearsKeywords: true,
            HasAmendments: true, FetchesMedia: true, MostButtons: 10),
        new(
            "messenger", CanSend: true, MaxText: 2_000, SessionWindow: TimeSpan.FromHours(24), AgentWindow: TimeSpan.FromDays(7),
            HasAmendments: true, FetchesMedia: true, MostButtons: 13),
        new("webchat", CanSend: true, MaxText: null),
    ];

    /// <summary>The channels that a service of ours sends on.</summary>
    public static IReadOnlyList<string> Sending { get; } = [.. Known.Where(traits => traits.CanSend).Select(traits => traits.Channel)];

    /// <summary>A channel that nobody here knows can receive only, and nothing is assumed of it.</summary>
    public static ChannelTraits Of(string channel) =>
        Array.Find(Known, traits => traits.Channel == channel) ?? new ChannelTraits(channel, CanSend: false, MaxText: null);
}

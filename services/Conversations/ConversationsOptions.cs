using Microsoft.Extensions.Configuration;
using Omnichannel.Contracts;
using Omnichannel.Settings;

namespace Omnichannel.Conversations;

/// <summary>How messages become conversations, and replies reach their channel.</summary>
internal sealed record ConversationsOptions : ISettings
{
    public static string Section => "Conversations";

    /// <summary>How long after the last message one on another channel of the same citizen still joins.</summary>
    public TimeSpan JoinWindow { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How long a reply may stand without an outcome before it is dispatched again.</summary>
    public TimeSpan ReconcileAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after its latest part an incomplete long message still waits for the others.</summary>
    [ConfigurationKeyName("PartsPatience")]
    public TimeSpan MultipartTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Channels whose provider has granted people a longer window (<c>Messenger:Meta:HumanAgent</c>).</summary>
    public IReadOnlyList<string> LongWindows { get; internal set; } = [];

    /// <summary>How long after the citizen's last message a person may write freely; null = always.</summary>
    public TimeSpan? WindowOf(ChannelTraits traits) =>
        traits.AgentWindow is { } longer && LongWindows.Contains(traits.Channel) ? longer : traits.SessionWindow;

    public IEnumerable<InvalidSetting> Validate()
    {
        if (JoinWindow < TimeSpan.Zero)
            yield return new(nameof(JoinWindow), "must be 0 at least, such as 3.00:00:00");
        if (ReconcileAfter <= TimeSpan.Zero)
            yield return new(nameof(ReconcileAfter), "must be longer than 0, such as 00:01:00");
        if (MultipartTimeout <= TimeSpan.Zero)
            yield return new("PartsPatience", "must be longer than 0, such as 00:15:00");
    }
}

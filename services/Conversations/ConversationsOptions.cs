using Microsoft.Extensions.Configuration;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>Section <c>Conversations</c>.</summary>
/// <param name="JoinWindow">How long after the last word a message on another channel of the same citizen still joins (<c>JoinWindow</c>, 72 h).</param>
/// <param name="ReconcileAfter">How long a reply may stand without an outcome before it is ordered again (<c>ReconcileAfter</c>, 60 s).</param>
internal sealed record ConversationsOptions(TimeSpan JoinWindow, TimeSpan ReconcileAfter)
{
    /// <summary>
    /// How long after its latest part an incomplete long message still waits for the others (<c>PartsPatience</c>, 15 min).
    /// </summary>
    public TimeSpan MultipartTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Channels whose provider has granted people a longer window (<c>Messenger:Meta:HumanAgent</c>).</summary>
    public IReadOnlyList<string> LongWindows { get; init; } = [];

    /// <summary>How long after the citizen's last message a person may write freely; null = always.</summary>
    public TimeSpan? WindowOf(ChannelTraits traits) =>
        traits.AgentWindow is { } longer && LongWindows.Contains(traits.Channel) ? longer : traits.SessionWindow;

    /// <exception cref="InvalidOperationException">A time span that is not positive.</exception>
    public static ConversationsOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Conversations");
        var options = new ConversationsOptions(
            section.GetValue("JoinWindow", TimeSpan.FromHours(72)), section.GetValue("ReconcileAfter", TimeSpan.FromSeconds(60)))
        {
            MultipartTimeout = section.GetValue("PartsPatience", TimeSpan.FromMinutes(15)),
            LongWindows = configuration.GetValue("Messenger:Meta:HumanAgent", false) ? ["messenger"] : [],
        };
        if (options.JoinWindow < TimeSpan.Zero || options.ReconcileAfter <= TimeSpan.Zero || options.MultipartTimeout <= TimeSpan.Zero)
            throw new InvalidOperationException("Conversations:JoinWindow, Conversations:ReconcileAfter and Conversations:PartsPatience must be positive.");
        return options;
    }
}

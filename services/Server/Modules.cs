using Omnichannel.AgentDesk;
using Omnichannel.Channels.Email;
using Omnichannel.Channels.Messenger;
using Omnichannel.Channels.Sms;
using Omnichannel.Channels.Voice;
using Omnichannel.Channels.WebChat;
using Omnichannel.Channels.WhatsApp;
using Omnichannel.Conversations;
using Omnichannel.Feeds;
using Omnichannel.Hosting;
using Omnichannel.Outreach;
using Omnichannel.Simulator;
using Omnichannel.Timeline;

namespace Omnichannel.Server;

/// <summary>All services of the platform.</summary>
internal static class Modules
{
    public static IReadOnlyList<IServiceModule> All { get; } =
    [
        new SmsModule(),
        new VoiceModule(),
        new EmailModule(),
        new WhatsAppModule(),
        new MessengerModule(),
        new WebChatModule(),
        new ConversationsModule(),
        new TimelineModule(),
        new FeedsModule(),
        new OutreachModule(),
        new AgentDeskModule(),
        new SimulatorModule(),
    ];

    /// <summary>The modules of these names; all when there are none.</summary>
    /// <exception cref="ArgumentException">A name that no module has; the message lists those there are.</exception>
    public static IReadOnlyList<IServiceModule> Named(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => All.All(module => module.Name != name)) is { } unknown)
            throw new ArgumentException($"There is no service '{unknown}'. There are: {string.Join(", ", All.Select(module => module.Name))}.");
        return names.Count == 0 ? All : [.. All.Where(module => names.Contains(module.Name))];
    }
}

using Microsoft.Extensions.Configuration;
using Omnichannel.Channels.Meta;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>Section <c>Messenger:Meta</c>. Without an app the simulator plays Meta.</summary>
/// <param name="HumanAgent">Meta has granted the app the feature "Human Agent": people may answer for seven days (<c>HumanAgent</c>, false).</param>
internal sealed record MessengerOptions(MetaAccount Account, bool HumanAgent)
{
    public const string Section = "Messenger:Meta";

    /// <exception cref="InvalidOperationException">An account is configured by halves.</exception>
    public static MessengerOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection(Section);
        var simulated = SimulatedMeta.For(adminKey, configuration);
        return new MessengerOptions(
            MetaAccount.Read(section, "PageId", simulated, simulated.PageId), section.GetValue("HumanAgent", false));
    }
}

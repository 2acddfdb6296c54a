using Microsoft.Extensions.Configuration;
using Omnichannel.Channels.Meta;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>Section <c>WhatsApp:Meta</c>. Without an app the simulator plays Meta.</summary>
/// <param name="ListButton">The words on the button that opens a list of choices (<c>ListButton</c>, "Options"); 20 characters at most.</param>
/// <param name="PairBurst">Messages to one person before their pace is limited (<c>PairBurst</c>, 45).</param>
/// <param name="PairPace">One message to one person in this time after that (<c>PairPace</c>, 6 s).</param>
internal sealed record WhatsAppOptions(MetaAccount Account, string ListButton, int PairBurst, TimeSpan PairPace)
{
    public const string Section = "WhatsApp:Meta";
    private const int MaxListButton = 20;

    /// <summary>What Meta lets one number send in a second, unless it has lifted the limit.</summary>
    private const int PerSenderPerSecond = 80;

    /// <exception cref="InvalidOperationException">An account is configured by halves, or a setting is out of its range.</exception>
    public static WhatsAppOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection(Section);
        var simulated = SimulatedMeta.For(adminKey, configuration);
        var options = new WhatsAppOptions(
            MetaAccount.Read(section, "PhoneNumberId", simulated, simulated.PhoneNumberId),
            section["ListButton"] ?? "Options",
            section.GetValue("PairBurst", 45),
            section.GetValue("PairPace", TimeSpan.FromSeconds(6)));
        if (options.ListButton.Length is 0 or > MaxListButton)
            throw new InvalidOperationException($"{Section}:ListButton has 1 to {MaxListButton} characters.");
        if (options.PairBurst < 1 || options.PairPace <= TimeSpan.Zero)
            throw new InvalidOperationException($"{Section}:PairBurst and {Section}:PairPace must be positive.");
        return options;
    }

    public static SendLimits LimitsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return SendLimits.Read(section) with { PerSenderPerSecond = section.GetValue("PerSenderPerSecond", PerSenderPerSecond) };
    }
}

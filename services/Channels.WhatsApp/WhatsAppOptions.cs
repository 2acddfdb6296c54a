using Omnichannel.Channels.Meta;
using Omnichannel.Settings;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>WhatsApp at Meta.</summary>
internal sealed record WhatsAppOptions : MetaOptions, ISettings
{
    private const int MaxListButton = 20;

    /// <summary>80 messages a second are what Meta lets one number send, unless it has lifted the limit.</summary>
    public WhatsAppOptions() => PerSenderPerSecond = 80;

    public static string Section => "WhatsApp:Meta";

    /// <summary>The id of our phone number, where the conversation does not name one.</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The words on the button that opens a list of choices; 20 characters at most.</summary>
    public string ListButton { get; set; } = "Options";

    /// <summary>Messages to one person before their pace is limited.</summary>
    public int PairBurst { get; set; } = 45;

    /// <summary>One message to one person in this time after that.</summary>
    public TimeSpan PairPace { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>As configured, or the simulator's.</summary>
    public MetaAccount Account { get; internal set; } = null!;

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var invalid in Invalid(Section, (nameof(PhoneNumberId), PhoneNumberId)))
            yield return invalid;
        if (ListButton.Length is 0 or > MaxListButton)
            yield return new(nameof(ListButton), $"has {ListButton.Length} characters; 1 to {MaxListButton} are allowed");
        if (PairBurst < 1)
            yield return new(nameof(PairBurst), "must be 1 at least");
        if (PairPace <= TimeSpan.Zero)
            yield return new(nameof(PairPace), "must be longer than 0, such as 00:00:06");
    }
}

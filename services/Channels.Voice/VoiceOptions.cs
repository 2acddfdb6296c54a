using Omnichannel.Settings;

namespace Omnichannel.Channels.Voice;

/// <summary>What callers hear.</summary>
internal sealed record VoiceOptions : ISettings
{
    public static string Section => "Voice";

    /// <summary>A folder of menu files (<c>*.yaml</c>), or one file. Without it the built-in menu.</summary>
    public string Menus { get; set; } = "";

    /// <summary>How long a caller waits for what was heard to be durable, before being asked to wait a moment; Twilio gives up after 15 seconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(8);

    public IEnumerable<InvalidSetting> Validate()
    {
        if (Patience <= TimeSpan.Zero)
            yield return new(nameof(Patience), "must be longer than 0, such as 00:00:08");
    }
}

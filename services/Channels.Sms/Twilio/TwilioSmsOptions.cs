using Omnichannel.Channels.Simulated;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>Text messages over Twilio. Without an account the simulator plays it.</summary>
internal sealed record TwilioSmsOptions : SmsProviderOptions, ISettings
{
    public static string Section => "Sms:Twilio";

    /// <summary>The account, such as <c>AC0123…</c>.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's primary auth token: signs webhooks, and is the password of the REST API. Set, it says that there is an account.</summary>
    [Secret]
    public string AuthToken { get; set; } = "";

    /// <summary>Accepted besides, while a token is being rotated.</summary>
    [Secret]
    public string PreviousAuthToken { get; set; } = "";

    /// <summary>Where Twilio's REST API is.</summary>
    public override string BaseUrl { get; set; } = "https://api.twilio.com";

    protected override bool HasAccount => AuthToken.Length > 0;

    public void Play(SimulatedTwilio simulated) => (AccountSid, AuthToken, PreviousAuthToken, From, BaseUrl) =
        (simulated.AccountSid, simulated.AuthToken, "", simulated.From, simulated.BaseUrl);

    public IEnumerable<InvalidSetting> Validate() =>
        Invalid($"{Section}:{nameof(AuthToken)}", (nameof(AccountSid), AccountSid), (nameof(From), From));
}

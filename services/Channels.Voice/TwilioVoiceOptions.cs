using System.Net.Http.Headers;
using System.Text;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Voice;

/// <summary>Calls over Twilio. Without an account the simulator plays it.</summary>
internal sealed record TwilioVoiceOptions : SendOptions, ISettings
{
    public const string Provider = "twilio";

    public static string Section => "Voice:Twilio";

    /// <summary>The account, such as <c>AC0123…</c>.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's primary auth token: signs webhooks, and is the password of the REST API. Set, it says that there is an account.</summary>
    [Secret]
    public string AuthToken { get; set; } = "";

    /// <summary>Accepted besides, while a token is being rotated.</summary>
    [Secret]
    public string PreviousAuthToken { get; set; } = "";

    /// <summary>Our number, where the conversation does not tell one.</summary>
    public string From { get; set; } = "";

    /// <summary>Our address as Twilio sees and signs it, without the route. Without it this process.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where Twilio's REST API is.</summary>
    public string BaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>
    /// Hosts of our own telephone exchanges, such as <c>city.sip.twilio.com</c>: who calls from there by SIP as <c>+44…</c> is the telephone number. Anybody
    /// can write a number into a SIP address, so callers of other hosts are known by the address alone.
    /// </summary>
    public IReadOnlyList<string> Exchanges { get; set; } = [];

    /// <summary>Ask Twilio to transcribe voicemail (US English only, up to two minutes). The simulator always does.</summary>
    public bool Transcribe { get; set; }

    /// <summary>HTTP Basic for the REST API.</summary>
    public AuthenticationHeaderValue Credentials => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}")));

    /// <summary>The address of one of our webhooks, as Twilio calls it.</summary>
    public string Url(string route) => $"{PublicUrl}/voice/webhooks/twilio/{route}";

    /// <summary>Takes the simulator's account where there is none.</summary>
    public void Complete(string publicUrl, SimulatedTwilio simulated)
    {
        (PublicUrl, BaseUrl) = (publicUrl, BaseUrl.TrimEnd('/'));
        if (AuthToken.Length == 0)
        {
            (AccountSid, AuthToken, PreviousAuthToken, From, BaseUrl, Transcribe) =
                (simulated.AccountSid, simulated.AuthToken, "", simulated.From, simulated.BaseUrl, true);
        }
    }

    public IEnumerable<InvalidSetting> Validate() =>
    [
        .. InvalidLimits(),
        .. PhoneSetting.Check(nameof(From), From),
        .. AddressSetting.Check(nameof(PublicUrl), PublicUrl),
        .. AddressSetting.Check(nameof(BaseUrl), BaseUrl),
        .. Exchanges.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown)
            .Select(host => new InvalidSetting(nameof(Exchanges), $"'{host}' is no host; write it as city.sip.twilio.com")),
        .. AuthToken.Length > 0 ? Missing($"{Section}:{nameof(AuthToken)}", (nameof(AccountSid), AccountSid), (nameof(From), From)) : [],
    ];
}

using Omnichannel.Channels.Simulated;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>Text messages over Vonage. While no provider of text messages is configured, the simulator plays it.</summary>
internal sealed record VonageOptions : SmsProviderOptions, ISettings
{
    public static string Section => "Sms:Vonage";

    /// <summary>The account's key. Set, it says that there is an account.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The account's secret.</summary>
    [Secret]
    public string ApiSecret { get; set; } = "";

    /// <summary>Signs webhooks; Vonage signs when the account's settings say so, and nothing unsigned is taken.</summary>
    [Secret]
    public string SignatureSecret { get; set; } = "";

    /// <summary>The one method to be taken: <c>md5hash</c>, <c>md5</c>, <c>sha1</c>, <c>sha256</c> or <c>sha512</c>. Without it any of them.</summary>
    public string? SignatureMethod { get; set; }

    /// <summary>Where Vonage's SMS API is.</summary>
    public override string BaseUrl { get; set; } = "https://rest.nexmo.com";

    protected override bool HasAccount => ApiKey.Length > 0;

    public void Play(SimulatedVonage simulated) => (ApiKey, ApiSecret, SignatureSecret, SignatureMethod, From, BaseUrl) =
        (simulated.ApiKey, simulated.ApiSecret, simulated.SignatureSecret, null, simulated.From, simulated.BaseUrl);

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var invalid in Invalid(
            $"{Section}:{nameof(ApiKey)}", (nameof(ApiSecret), ApiSecret), (nameof(SignatureSecret), SignatureSecret), (nameof(From), From)))
            yield return invalid;
        if (SignatureMethod is not null && !VonageSignature.Methods.Contains(SignatureMethod))
            yield return new(nameof(SignatureMethod), $"'{SignatureMethod}' is no method; write one of {string.Join(", ", VonageSignature.Methods)}");
    }
}

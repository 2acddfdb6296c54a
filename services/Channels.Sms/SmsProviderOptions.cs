using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>What the section of every provider of text messages has; its own class adds the account.</summary>
internal abstract record SmsProviderOptions : SendOptions
{
    /// <summary>Our number (at Twilio also a Messaging Service, <c>MG…</c>; at Vonage also a sender's name), where the conversation does not tell one.</summary>
    public string From { get; set; } = "";

    /// <summary>Our other numbers at this provider: replies to what was written to one of them leave here.</summary>
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>Its weight where messages are spread over several providers; one with 0 beside others with more sends only when those are aside. 0 everywhere: the first sends all.</summary>
    public int Share { get; set; }

    /// <summary>Our address as the provider reaches it, and signs it, without the route. Without it this process.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where the provider's interface is, without the path.</summary>
    public abstract string BaseUrl { get; set; }

    /// <summary>False when the simulator plays the provider.</summary>
    public bool IsConfigured { get; private set; } = true;

    /// <summary>True when the section has an account.</summary>
    protected abstract bool HasAccount { get; }

    /// <summary>Completes what is read: our own address, and the account that is played where there is none.</summary>
    public void Complete(IConfiguration configuration, Action play)
    {
        PublicUrl = OwnAddress.Unless(PublicUrl, configuration);
        BaseUrl = BaseUrl.TrimEnd('/');
        IsConfigured = HasAccount;
        if (!HasAccount)
            play();
    }

    protected IEnumerable<InvalidSetting> Invalid(string given, params IEnumerable<(string Name, string Value)> needed) =>
    [
        .. InvalidLimits(),
        .. PhoneSetting.Check(nameof(From), From),
        .. PhoneSetting.Check(nameof(Numbers), Numbers),
        .. AddressSetting.Check(nameof(PublicUrl), PublicUrl),
        .. AddressSetting.Check(nameof(BaseUrl), BaseUrl),
        .. HasAccount ? Missing(given, needed) : [],
    ];
}

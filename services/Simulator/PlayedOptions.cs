using Microsoft.Extensions.Configuration;
using Omnichannel.Settings;

namespace Omnichannel.Simulator;

/// <summary>
/// What the simulator looks at in the channels' own sections: whether they have an account of their own, and where they can be reached. It may
/// run in another process than they.
/// </summary>
internal sealed record PlayedOptions : ISettings
{
    public static string Section => "";

    /// <summary>Set where text messages have an account at Twilio.</summary>
    [Secret, ConfigurationKeyName("Sms:Twilio:AuthToken")]
    public string SmsToken { get; set; } = "";

    /// <summary>Where text messages are brought, without the route.</summary>
    [ConfigurationKeyName("Sms:Twilio:PublicUrl")]
    public string SmsUrl { get; set; } = "";

    /// <summary>Set where there is a Kannel gateway.</summary>
    [ConfigurationKeyName("Sms:Kannel:Username")]
    public string KannelUsername { get; set; } = "";

    /// <summary>Set where there is an account at Vonage.</summary>
    [ConfigurationKeyName("Sms:Vonage:ApiKey")]
    public string VonageKey { get; set; } = "";

    /// <summary>Set where calls have an account at Twilio.</summary>
    [Secret, ConfigurationKeyName("Voice:Twilio:AuthToken")]
    public string VoiceToken { get; set; } = "";

    /// <summary>Where calls are reported, without the route.</summary>
    [ConfigurationKeyName("Voice:Twilio:PublicUrl")]
    public string VoiceUrl { get; set; } = "";

    /// <summary>Set where WhatsApp has an app at Meta.</summary>
    [Secret, ConfigurationKeyName("WhatsApp:Meta:AppSecret")]
    public string WhatsAppSecret { get; set; } = "";

    /// <summary>Where WhatsApp messages are brought, without the route.</summary>
    [ConfigurationKeyName("WhatsApp:Meta:PublicUrl")]
    public string WhatsAppUrl { get; set; } = "";

    /// <summary>Set where Messenger has an app at Meta.</summary>
    [Secret, ConfigurationKeyName("Messenger:Meta:AppSecret")]
    public string MessengerSecret { get; set; } = "";

    /// <summary>Where Messenger's messages are brought, without the route.</summary>
    [ConfigurationKeyName("Messenger:Meta:PublicUrl")]
    public string MessengerUrl { get; set; } = "";

    /// <summary>Set where there is a mail server.</summary>
    [ConfigurationKeyName("Email:Smtp:Host")]
    public string MailHost { get; set; } = "";

    /// <summary>Set where others post mail.</summary>
    [Secret, ConfigurationKeyName("Email:Inbound:Secret")]
    public string MailSecret { get; set; } = "";

    /// <summary>Where mail is brought, without the route.</summary>
    [ConfigurationKeyName("Email:Inbound:PublicUrl")]
    public string MailUrl { get; set; } = "";

    /// <summary>Puts this process's address where none is configured.</summary>
    /// <param name="addressOf">The address to use for what is configured; never ends with a slash.</param>
    public void Complete(Func<string, string> addressOf) => (SmsUrl, VoiceUrl, WhatsAppUrl, MessengerUrl, MailUrl) =
        (addressOf(SmsUrl), addressOf(VoiceUrl), addressOf(WhatsAppUrl), addressOf(MessengerUrl), addressOf(MailUrl));
}

using Omnichannel.Channels.Simulated;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>Text messages over a Kannel gateway. While no provider of text messages is configured, the simulator plays it.</summary>
internal sealed record KannelOptions : SmsProviderOptions, ISettings
{
    private const int ShortestSecret = 16;

    public static string Section => "Sms:Kannel";

    /// <summary>Kannel signs nothing: the addresses that it calls here carry this as <c>secret</c>; 16 characters or more.</summary>
    [Secret]
    public string Secret { get; set; } = "";

    /// <summary>The name in Kannel's group <c>sendsms-user</c>.</summary>
    public string Username { get; set; } = "";

    /// <summary>The password in the same group.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Where smsbox listens (<c>sendsms-port</c>), without the path.</summary>
    public override string BaseUrl { get; set; } = "http://127.0.0.1:13013";

    /// <summary>The SMS centre that messages are to leave by. Without it as Kannel routes them.</summary>
    public string Smsc { get; set; } = "";

    /// <summary>Not more than <c>max-messages</c> of the <c>sendsms-user</c>, for Kannel drops the rest in silence; less than 1 is 1.</summary>
    public int MaxParts { get; set; } = 10;

    /// <summary>Put before numbers of 8 digits and more that come without a plus, such as <c>+</c> where an SMS centre leaves it away.</summary>
    public string NumberPrefix { get; set; } = "";

    protected override bool HasAccount => Username.Length > 0 || Secret.Length > 0;

    public void Play(SimulatedKannel simulated) => (Secret, Username, Password, From, BaseUrl, Smsc, MaxParts, NumberPrefix) =
        (simulated.Secret, simulated.Username, simulated.Password, simulated.From, simulated.BaseUrl, "", 10, "");

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var invalid in Invalid(
            $"{Section}:{(Username.Length > 0 ? nameof(Username) : nameof(Secret))}",
            (nameof(Secret), Secret), (nameof(Username), Username), (nameof(Password), Password), (nameof(From), From)))
            yield return invalid;
        if (Secret.Length is > 0 and < ShortestSecret)
            yield return new(nameof(Secret), $"is too short: use at least {ShortestSecret} characters");
    }
}

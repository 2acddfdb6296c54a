using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Section <c>Sms:Twilio</c>. Without an account the simulator plays Twilio.</summary>
/// <param name="AuthToken">The account's primary auth token: signs webhooks, and is the REST password.</param>
/// <param name="PreviousAuthToken">Accepted besides, while a token is being rotated.</param>
/// <param name="From">Our number, or a Messaging Service (<c>MG…</c>), where the conversation does not tell one.</param>
/// <param name="PublicUrl">Our address as Twilio sees and signs it, without the route.</param>
/// <param name="BaseUrl">Where Twilio's REST API is.</param>
internal sealed record TwilioSmsOptions(
    string AccountSid, string AuthToken, string? PreviousAuthToken, string From, string PublicUrl, string BaseUrl)
{
    /// <exception cref="InvalidOperationException">An account is configured by halves.</exception>
    public static TwilioSmsOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection("Sms:Twilio");
        var publicUrl = (section["PublicUrl"] is { Length: > 0 } own ? own : OwnAddress.Of(configuration)).TrimEnd('/');
        if (section["AuthToken"] is not { Length: > 0 } token)
        {
            var simulated = SimulatedTwilio.For(adminKey, configuration);
            return new TwilioSmsOptions(simulated.AccountSid, simulated.AuthToken, null, simulated.From, publicUrl, simulated.BaseUrl);
        }

        return new TwilioSmsOptions(
            section["AccountSid"] ?? throw Missing("AccountSid"),
            token,
            section["PreviousAuthToken"],
            section["From"] ?? throw Missing("From"),
            publicUrl,
            (section["BaseUrl"] ?? "https://api.twilio.com").TrimEnd('/'));

        static InvalidOperationException Missing(string name) => new($"Sms:Twilio:AuthToken is set, but Sms:Twilio:{name} is not.");
    }
}

using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>Section <c>Voice:Twilio</c>. Without an account the simulator plays Twilio.</summary>
/// <param name="AuthToken">The account's primary auth token: signs webhooks, and is the REST password.</param>
/// <param name="PreviousAuthToken">Accepted besides, while a token is being rotated.</param>
/// <param name="From">Our number, where the conversation does not tell one.</param>
/// <param name="PublicUrl">Our address as Twilio sees and signs it, without the route.</param>
/// <param name="BaseUrl">Where Twilio's REST API is.</param>
/// <param name="Menus">Folder of menu files (<c>*.yaml</c>), or one file; null = the built-in menu.</param>
/// <param name="Timeout">How long a caller waits for what was heard to be durable, before being asked to wait a moment; 8 s. Twilio gives up
/// after 15.</param>
/// <param name="Transcribe">Ask Twilio to transcribe voicemail (US English only, up to two minutes).</param>
internal sealed record VoiceOptions(
    string AccountSid, string AuthToken, string? PreviousAuthToken, string From, string PublicUrl, string BaseUrl, string? Menus, bool Transcribe,
    TimeSpan Timeout)
{
    public const string Provider = "twilio";

    /// <summary>HTTP Basic for the REST API.</summary>
    public AuthenticationHeaderValue Credentials => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}")));

    /// <summary>The address of one of our webhooks, as Twilio calls it.</summary>
    public string Url(string route) => $"{PublicUrl}/voice/webhooks/twilio/{route}";

    /// <exception cref="InvalidOperationException">An account is configured by halves.</exception>
    public static VoiceOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection("Voice:Twilio");
        var publicUrl = (section["PublicUrl"] ?? OwnAddress.Of(configuration)).TrimEnd('/');
        var menus = configuration["Voice:Menus"] is { Length: > 0 } path ? path : null;
        var timeout = configuration.GetValue("Voice:Patience", TimeSpan.FromSeconds(8));
        var transcribe = section.GetValue("Transcribe", false);
        if (section["AuthToken"] is not { Length: > 0 } token)
        {
            var simulated = SimulatedTwilio.For(adminKey, configuration);
            return new VoiceOptions(
                simulated.AccountSid, simulated.AuthToken, null, simulated.From, publicUrl, simulated.BaseUrl, menus, Transcribe: true, timeout);
        }

        return new VoiceOptions(
            section["AccountSid"] ?? throw Missing("AccountSid"),
            token,
            section["PreviousAuthToken"],
            section["From"] ?? throw Missing("From"),
            publicUrl,
            (section["BaseUrl"] ?? "https://api.twilio.com").TrimEnd('/'),
            menus,
            transcribe,
            timeout);

        static InvalidOperationException Missing(string name) => new($"Voice:Twilio:AuthToken is set, but Voice:Twilio:{name} is not.");
    }
}

using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Section <c>Sms:Vonage</c>. While no provider of text messages is configured, the simulator plays Vonage.</summary>
/// <param name="SignatureSecret">Signs webhooks; Vonage signs when the account's settings say so, and nothing unsigned is taken.</param>
/// <param name="SignatureMethod">The one method to be taken, as <see cref="VonageSignature.Methods"/> names it; null = any of them.</param>
/// <param name="From">Our number or sender's name, where the conversation does not tell one.</param>
/// <param name="PublicUrl">Our address as Vonage reaches it, without the route.</param>
/// <param name="BaseUrl">Where Vonage's SMS API is.</param>
internal sealed record VonageOptions(
    string ApiKey, string ApiSecret, string SignatureSecret, string? SignatureMethod, string From, string PublicUrl, string BaseUrl)
{
    public const string SectionName = "Sms:Vonage";

    public static bool IsConfigured(IConfiguration configuration) => configuration[$"{SectionName}:ApiKey"] is { Length: > 0 };

    /// <exception cref="InvalidOperationException">An account is configured by halves, or the method is none.</exception>
    public static VonageOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection(SectionName);
        var publicUrl = (section["PublicUrl"] is { Length: > 0 } own ? own : OwnAddress.Of(configuration)).TrimEnd('/');
        if (!IsConfigured(configuration))
        {
            var simulated = SimulatedVonage.For(adminKey, configuration);
            return new VonageOptions(
                simulated.ApiKey, simulated.ApiSecret, simulated.SignatureSecret, null, simulated.From, publicUrl, simulated.BaseUrl);
        }

        var method = section["SignatureMethod"] is { Length: > 0 } told ? told : null;
        if (method is not null && !VonageSignature.Methods.Contains(method))
            throw new InvalidOperationException($"Sms:Vonage:SignatureMethod is one of {string.Join(", ", VonageSignature.Methods)}.");
        return new VonageOptions(
            section["ApiKey"]!,
            section["ApiSecret"] ?? throw Missing("ApiSecret"),
            section["SignatureSecret"] is { Length: > 0 } secret ? secret : throw Missing("SignatureSecret"),
            method,
            section["From"] ?? throw Missing("From"),
            publicUrl,
            (section["BaseUrl"] ?? "https://rest.nexmo.com").TrimEnd('/'));

        static InvalidOperationException Missing(string name) => new($"Sms:Vonage:ApiKey is set, but Sms:Vonage:{name} is not.");
    }
}

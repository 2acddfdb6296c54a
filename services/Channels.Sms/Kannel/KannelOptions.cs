using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Section <c>Sms:Kannel</c>. While no provider of text messages is configured, the simulator plays Kannel.</summary>
/// <param name="Secret">Kannel signs nothing: the addresses that it calls here carry this as <c>secret</c>.</param>
/// <param name="Username">Of the group <c>sendsms-user</c>.</param>
/// <param name="From">Our number, where the conversation does not tell one.</param>
/// <param name="PublicUrl">Our address as Kannel reaches it, without the route.</param>
/// <param name="BaseUrl">Where smsbox listens (<c>sendsms-port</c>), without the path; http://127.0.0.1:13013 unless told.</param>
/// <param name="Smsc">The SMS centre that messages are to leave by; null = as Kannel routes them.</param>
/// <param name="MaxParts">Not more than <c>max-messages</c> of the <c>sendsms-user</c>, for Kannel drops the rest in silence; 10 unless told.</param>
/// <param name="NumberPrefix">Put before numbers of 8 digits and more that come without a plus, such as <c>+</c> where an SMS centre leaves it
/// away; nothing unless told.</param>
internal sealed record KannelOptions(
    string Secret, string Username, string Password, string From, string PublicUrl, string BaseUrl, string? Smsc, int MaxParts, string NumberPrefix)
{
    public const string SectionName = "Sms:Kannel";

    public static bool IsConfigured(IConfiguration configuration) =>
        configuration[$"{SectionName}:Username"] is { Length: > 0 } || configuration[$"{SectionName}:Secret"] is { Length: > 0 };

    /// <exception cref="InvalidOperationException">An account is configured by halves.</exception>
    public static KannelOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var section = configuration.GetSection(SectionName);
        var publicUrl = (section["PublicUrl"] is { Length: > 0 } own ? own : OwnAddress.Of(configuration)).TrimEnd('/');
        if (!IsConfigured(configuration))
        {
            var simulated = SimulatedKannel.For(adminKey, configuration);
            return new KannelOptions(
                simulated.Secret, simulated.Username, simulated.Password, simulated.From, publicUrl, simulated.BaseUrl, null, 10, "");
        }

        return new KannelOptions(
            section["Secret"] is { Length: >= 16 } secret ? secret : throw new InvalidOperationException("Sms:Kannel:Secret has at least 16 characters."),
            section["Username"] ?? throw Missing("Username"),
            section["Password"] ?? throw Missing("Password"),
            section["From"] ?? throw Missing("From"),
            publicUrl,
            (section["BaseUrl"] ?? "http://127.0.0.1:13013").TrimEnd('/'),
            section["Smsc"],
            Math.Max(1, section.GetValue("MaxParts", 10)),
            section["NumberPrefix"] ?? "");

        static InvalidOperationException Missing(string name) => new($"Sms:Kannel is configured, but Sms:Kannel:{name} is not.");
    }
}

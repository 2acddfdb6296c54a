using System.Globalization;
using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>Somebody tapped "stop" or "resume" in WhatsApp's own menu; it holds for each address that they are known by.</summary>
internal static class WhatsAppPreferences
{
    public static void Read(JsonElement preference, MetaFacts facts)
    {
        bool? wanted = preference.Text("value") switch
        {
            "stop" => false,
            "resume" => true,
            _ => null,
        };
        if (wanted is null)
            return;
        if (WhatsAppPerson.Of(preference.Text("user_id"), preference.Text("wa_id"), null) is not { } person)
        {
            facts.Miss("preference.person-missing");
            return;
        }

        var at = preference.Number("timestamp")?.ToString(CultureInfo.InvariantCulture) ?? "";
        foreach (var contactPoint in new[] { person.Address }.Concat(person.Proven))
        {
            facts.Add(new ConsentHeard(
                WhatsAppModule.ChannelName, MetaReader.ProviderName, contactPoint, wanted.Value, "provider", $"user-preferences:{at}", facts.HeardAt));
        }
    }
}

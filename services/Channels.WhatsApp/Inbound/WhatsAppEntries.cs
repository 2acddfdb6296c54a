using System.Text.Json;
using Omnichannel.Channels.Meta;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>
/// Entries of a WhatsApp Business Account: messages and their statuses, and who wants marketing. An account reports much more on the same
/// callback (templates, calls, quality, its history); that is no concern of ours.
/// </summary>
internal sealed class WhatsAppEntries : IMetaObject
{
    public string Kind => "whatsapp_business_account";

    public void Read(JsonElement entry, MetaFacts facts)
    {
        foreach (var change in entry.Items("changes"))
        {
            var value = change.At("value");
            switch (change.Text("field"))
            {
                case "messages":
                    foreach (var message in value.Items("messages"))
                        WhatsAppMessages.Read(message, value, facts);
                    foreach (var status in value.Items("statuses"))
                        WhatsAppStatuses.Read(status, facts);
                    break;
                case "user_preferences":
                    foreach (var preference in value.Items("user_preferences"))
                        WhatsAppPreferences.Read(preference, facts);
                    break;
            }
        }
    }
}

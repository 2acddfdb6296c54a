using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>
/// Who wrote. A person is known by the user id that WhatsApp gives them towards one business; the phone number stands beside it, and stays
/// away for people who go by a user name. So the id comes first, and a number that comes with it is proven to be the same person's.
/// </summary>
/// <param name="Name">The name they go by; claimed, not proven.</param>
internal sealed record WhatsAppPerson(ContactPoint Address, IReadOnlyList<ContactPoint> Proven, string? Name)
{
    /// <summary>Null when a message names nobody.</summary>
    public static WhatsAppPerson? Of(JsonElement message, JsonElement value)
    {
        var (id, number) = (message.Text("from_user_id"), message.Text("from"));
        var contact = ContactOf(value, id, number);
        return Of(id ?? contact.Text("user_id"), number ?? contact.Text("wa_id"), contact.At("profile").Text("name") ?? contact.At("profile").Text("username"));
    }

    public static WhatsAppPerson? Of(string? userId, string? number, string? name) => (userId, number) switch
    {
        ({ } id, { } phone) => new(new ContactPoint(ContactPoint.WhatsApp, id.Trim()), [PhoneOf(phone)], name),
        ({ } id, null) => new(new ContactPoint(ContactPoint.WhatsApp, id.Trim()), [], name),
        (null, { } phone) => new(PhoneOf(phone), [], name),
        _ => null,
    };

    public static ContactPoint PhoneOf(string number) => ContactPoint.Of(WhatsAppModule.ChannelName, number);

    /// <summary>The contact that has one of the message's ids; a single one also when it has none that could contradict.</summary>
    private static JsonElement ContactOf(JsonElement value, string? userId, string? number)
    {
        var contacts = value.Items("contacts").Take(2).ToList();
        foreach (var contact in value.Items("contacts"))
        {
            if ((userId is not null && contact.Text("user_id") == userId) || (number is not null && contact.Text("wa_id") == number))
                return contact;
        }

        return contacts is [var only]
            && (userId is null || only.Text("user_id") is null)
            && (number is null || only.Text("wa_id") is null)
            ? only
            : default;
    }
}

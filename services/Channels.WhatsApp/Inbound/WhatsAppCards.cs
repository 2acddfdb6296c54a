using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>Visiting cards that came with a message.</summary>
internal static class WhatsAppCards
{
    private const int MostCards = 100;

    public static WhatsAppContent Of(JsonElement message)
    {
        var cards = message.Items("contacts").Take(MostCards).Select(CardOf).ToList();
        return WhatsAppContent.Words(string.Join('\n', cards.Select(WordsOf)), new() { Kind = "contacts", Cards = cards });
    }

    private static ContactCard CardOf(JsonElement card)
    {
        var name = card.At("name");
        return new ContactCard(
            name.Text("formatted_name") ?? string.Join(' ', new[] { name.Text("first_name"), name.Text("last_name") }.OfType<string>()),
            [.. card.Items("phones").Select(phone => phone.Text("phone") ?? phone.Text("wa_id")).OfType<string>()],
            [.. card.Items("emails").Select(email => email.Text("email")).OfType<string>()],
            card.At("org").Text("company"));
    }

    private static string WordsOf(ContactCard card)
    {
        var ways = string.Join(", ", new[] { card.Organization }.OfType<string>().Concat(card.Phones).Concat(card.Emails));
        return ways.Length == 0 ? card.Name : $"{card.Name}: {ways}";
    }
}

using System.Collections.Frozen;

namespace Omnichannel.Outreach;

/// <summary>Codes of the log as labels of the citizen's page; a code without a translation, such as a department's own source, stays as it is.</summary>
internal static class PageLabels
{
    private static readonly FrozenDictionary<string, (string English, string German)> Words = new Dictionary<string, (string, string)>
    {
        ["consent"] = ("with your consent", "mit Ihrer Einwilligung"),
        ["contract"] = ("because of an agreement with you", "wegen einer Vereinbarung mit Ihnen"),
        ["legal-obligation"] = ("because a law demands it", "weil ein Gesetz es verlangt"),
        ["vital-interests"] = ("to protect life", "zum Schutz von Leben"),
        ["public-task"] = ("as a public task", "als öffentliche Aufgabe"),
        ["sms"] = ("SMS", "SMS"),
        ["email"] = ("e-mail", "E-Mail"),
        ["voice"] = ("call", "Anruf"),
        ["whatsapp"] = ("WhatsApp", "WhatsApp"),
        ["messenger"] = ("Messenger", "Messenger"),
        ["webchat"] = ("web chat", "Web-Chat"),
        ["form"] = ("on a form", "auf einem Formular"),
        ["phone"] = ("by telephone", "am Telefon"),
        ["in person"] = ("in person", "persönlich"),
        ["page"] = ("on this page", "auf dieser Seite"),
        ["link"] = ("by a link in a message", "über einen Link in einer Nachricht"),
        ["message"] = ("in a message", "in einer Nachricht"),
    }.ToFrozenDictionary();

    public static string Of(string code, string language) =>
        Words.TryGetValue(code, out var words) ? (language == "de" ? words.German : words.English) : code;
}

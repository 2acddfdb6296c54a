namespace Omnichannel.Outreach;

/// <summary>What the citizen's page says.</summary>
internal sealed record PageTexts(
    string Title, string Intro, string Purposes, string Everything, string Allowed, string Forbidden, string NotAsked, string Agreed, string Refused, string Stop,
    string Allow, string Contacts, string Told, string NoFields, string Withheld, string Nothing, string Unsubscribe, string UnsubscribeSays, string Done,
    string DoneSays, string Invalid, string InvalidSays)
{
    private static readonly PageTexts English = new(
        "What we write to you for", "You decide. Whatever you change here holds at once, for all departments.", "Purposes", "Everything",
        "We may write to you first.", "Nobody writes to you first.", "You have not said anything about it.", "You agreed on {0} ({1}).", "You refused on {0} ({1}).",
        "Stop", "Allow", "Who wrote to you, and why", "Who was told what", "that it happened, nothing else", "not told", "Nothing yet.", "Stop these messages?",
        "You will not be written to for {0} any more.", "Done", "You will not be written to for {0} any more. That holds from now on.",
        "This link is not valid", "It may be incomplete. Open it again from the message that you were sent.");

    private static readonly PageTexts German = new(
        "Wozu wir Ihnen schreiben", "Sie entscheiden. Was Sie hier ändern, gilt sofort und für alle Ämter.", "Zwecke", "Alles",
        "Wir dürfen Ihnen von uns aus schreiben.", "Niemand schreibt Ihnen von sich aus.", "Sie haben dazu noch nichts gesagt.", "Sie haben am {0} zugestimmt ({1}).",
        "Sie haben am {0} abgelehnt ({1}).", "Beenden", "Erlauben", "Wer Ihnen schrieb, und warum", "Wer was erfahren hat", "dass es geschah, sonst nichts",
        "nicht mitgeteilt", "Noch nichts.", "Diese Nachrichten beenden?", "Zu {0} wird Ihnen dann nicht mehr geschrieben.", "Erledigt",
        "Zu {0} wird Ihnen nicht mehr geschrieben. Das gilt ab jetzt.", "Dieser Link ist nicht gültig",
        "Vielleicht ist er nicht vollständig. Öffnen Sie ihn bitte noch einmal aus der Nachricht, die Sie bekommen haben.");

    public static PageTexts In(string language) => language == "de" ? German : English;
}

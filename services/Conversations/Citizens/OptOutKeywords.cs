using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>
/// Words that, as a whole message, mean stop, start or help, by language. The English ones are the set that carriers document; the others
/// are what carriers and regulators of those languages use. Case, accents, blanks, hyphens and a full stop do not count.
/// </summary>
internal static class OptOutKeywords
{
    /// <summary>No keyword is longer; a longer message is not looked at any further.</summary>
    private const int MaxLength = 40;

    private static readonly Language[] Languages =
    [
        new("en", ["stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"], ["start", "unstop"], ["help", "info"]),
        new("de", ["stopp", "abmelden", "abbestellen", "austragen"], ["anmelden"], ["hilfe"]),
        new("fr", ["arret", "arreter", "desabonner", "desinscrire"], ["abonner"], ["aide"]),
        new("es", ["baja", "parar", "alto", "cancelar"], ["alta"], ["ayuda"]),
        new("pt", ["parar", "sair", "cancelar"], ["iniciar"], ["ajuda"]),
        new("it", ["ferma", "disiscrivi", "cancellami"], ["iscrivi"], ["aiuto"]),
        new("nl", ["afmelden", "uitschrijven"], ["aanmelden"], ["hulp"]),
        new("sv", ["stoppa", "avsluta", "avregistrera"], ["starta"], ["hjälp"]),
        new("da", ["afmeld"], ["tilmeld"], ["hjælp"]),
        new("nb", ["stans", "avmeld"], ["påmeld"], ["hjelp"]),
        new("fi", ["lopeta"], ["aloita"], ["apua", "ohje"]),
        new("pl", ["rezygnuje", "wypisz", "koniec"], ["zapisz"], ["pomoc"]),
        new("cs", ["odhlasit", "zrusit"], ["prihlasit"], ["napoveda"]),
        new("ro", ["dezabonare"], ["abonare"], ["ajutor"]),
        new("hu", ["leiratkozas"], ["feliratkozas"], ["segitseg"]),
        new("el", ["στοπ", "διακοπη"], ["εναρξη"], ["βοηθεια"]),
        new("tr", ["dur", "iptal", "ret"], ["başlat"], ["yardım"]),
        new("ru", ["стоп", "отписаться", "отписка"], ["старт"], ["помощь"]),
        new("uk", ["відписатися", "відписка"], ["підписатися"], ["допомога"]),
        new("hy", ["կանգ", "դադարեցնել"], ["սկսել"], ["օգնություն"]),
        new("ar", ["توقف", "إيقاف", "الغاء"], ["ابدأ", "اشتراك"], ["مساعدة"]),
        new("fa", ["لغو"], ["شروع"], ["راهنما"]),
        new("zh", ["退订", "停止", "退訂"], ["订阅", "訂閱"], ["帮助", "幫助"]),
        new("vi", ["huy", "dung"], ["batdau"], ["trogiup"]),
    ];

    private static readonly FrozenDictionary<string, string> Meanings = Languages
        .SelectMany(language => language.Stop.Select(word => (word, "stop"))
            .Concat(language.Start.Select(word => (word, "start")))
            .Concat(language.Help.Select(word => (word, "help"))))
        // Where a word means one thing here and another there, the opt-out wins: it is the one that must not be missed.
        .GroupBy(pair => Plain(pair.word))
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Item2).OrderByDescending(meaning => meaning == "stop").First());

    /// <summary>What a message means: as its provider says, else, on channels where keywords are customary, by its text.</summary>
    public static string? MeaningOf(string channel, string? saidByProvider, string text) =>
        saidByProvider ?? (ChannelTraits.Of(channel).HearsKeywords ? KeywordOf(text) : null);

    /// <summary><c>stop</c>, <c>start</c>, <c>help</c>, or null: a sentence that only contains such a word means something else.</summary>
    public static string? KeywordOf(string text) => text.Length > MaxLength ? null : Meanings.GetValueOrDefault(Plain(text));

    /// <summary>Lower case, without accents, and without what people put around or into a keyword.</summary>
    private static string Plain(string text)
    {
        var trimmed = text.Trim().Trim('.', '!', '"', '\'', '“', '”', '«', '»', '。', '！', '\u200e', '\u200f');
        var plain = new StringBuilder(trimmed.Length);
        // Composed first: half a character, which cannot be normalized, is gone then.
        foreach (var rune in SmsText.Compose(trimmed).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation)
                continue;
            plain.Append(Rune.ToLowerInvariant(rune));
        }

        // Turkish writes the undotted letter where others write the dotted one in capitals.
        return plain.Replace('ı', 'i').ToString();
    }

    private sealed record Language(string Code, string[] Stop, string[] Start, string[] Help);
}

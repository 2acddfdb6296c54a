using System.Collections.Frozen;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>
/// Words that, as a whole message, mean stop, start or help. The English ones are Twilio's documented set; the others are what carriers and
/// regulators of those languages use.
/// </summary>
internal static class OptOutWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["STOP"] = "stop",
        ["STOPALL"] = "stop",
        ["UNSUBSCRIBE"] = "stop",
        ["END"] = "stop",
        ["QUIT"] = "stop",
        ["CANCEL"] = "stop",
        ["REVOKE"] = "stop",
        ["OPTOUT"] = "stop",
        ["STOPP"] = "stop",
        ["ABMELDEN"] = "stop",
        ["ARRET"] = "stop",
        ["ARRÊT"] = "stop",
        ["DESABONNER"] = "stop",
        ["DÉSABONNER"] = "stop",
        ["BAJA"] = "stop",
        ["PARAR"] = "stop",
        ["ALTO"] = "stop",
        ["СТОП"] = "stop",
        ["DUR"] = "stop",
        ["توقف"] = "stop",
        ["START"] = "start",
        ["UNSTOP"] = "start",
        ["ANMELDEN"] = "start",
        ["ALTA"] = "start",
        ["СТАРТ"] = "start",
        ["HELP"] = "help",
        ["INFO"] = "help",
        ["HILFE"] = "help",
        ["AIDE"] = "help",
        ["AYUDA"] = "help",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a message means: as its provider says, else, on channels where such words are the custom, by its words.</summary>
    public static string? MeaningOf(string channel, string? saidByProvider, string text) =>
        saidByProvider ?? (ChannelTraits.Of(channel).HearsKeywords ? KeywordOf(text) : null);

    /// <summary><c>stop</c>, <c>start</c>, <c>help</c>, or null: a sentence that only contains such a word means something else.</summary>
    public static string? KeywordOf(string text) => Words.GetValueOrDefault(text.Trim().TrimEnd('.', '!'));
}

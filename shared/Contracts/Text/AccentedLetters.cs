using System.Collections.Frozen;
using System.Text;

namespace Omnichannel.Contracts;

/// <summary>
/// Letters with their accents, as one character and as two (Unicode's canonical composition), for the Latin, Greek and Cyrillic letters that
/// phones and mail programs are known to send apart. A table of our own, for the platform's normalization needs the data of all languages,
/// which this program runs without.
/// </summary>
public static class AccentedLetters
{
    private static readonly (char Accent, string Pairs)[] Table =
    [
        ('\u0300', "AÀEÈIÌOÒUÙNǸaàeèiìoòuùnǹ"),
        ('\u0301', "AÁEÉIÍOÓUÚYÝCĆLĹNŃRŔSŚZŹaáeéiíoóuúyýcćlĺnńrŕsśzźΑΆΕΈΗΉΙΊΟΌΥΎΩΏαάεέηήιίοόυύωώГЃКЌгѓкќ"),
        ('\u0302', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
        ('\u0303', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
        ('\u0304', "AĀEĒIĪOŌUŪaāeēiīoōuū"),
        ('\u0306', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭИЙУЎийуў"),
        ('\u0307', "CĊEĖGĠIİZŻcċeėgġzż"),
        ('\u0308', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿΙΪΥΫιϊυϋЕЁІЇеёії"),
        ('\u030a', "AÅUŮaåuů"),
        ('\u030b', "OŐUŰoőuű"),
        ('\u030c', "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž"),
        ('\u0327', "CÇGĢKĶLĻNŅRŖSŞTŢcçkķlļnņrŗsştţ"),
        ('\u0328', "AĄEĘIĮUŲaąeęiįuų"),
    ];

    private static readonly FrozenDictionary<(char Letter, char Accent), char> Composed = Table
        .SelectMany(row => row.Pairs.Chunk(2).Select(pair => (Key: (pair[0], row.Accent), Value: pair[1])))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value);

    private static readonly FrozenDictionary<char, char> Bases = Composed.ToFrozenDictionary(entry => entry.Value, entry => entry.Key.Letter);

    /// <summary>One character for each letter and the accent behind it, where there is one.</summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], c), out var one))
                composed[^1] = one;
            else
                composed.Append(c);
        }

        return composed.ToString();
    }

    /// <summary>The letter without its accent; any other character as it is.</summary>
    public static char BaseOf(char letter) => Bases.GetValueOrDefault(letter, letter);
}

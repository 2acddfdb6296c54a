using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>The three parts of ISO 8859 that .NET has no table of. Their numbers as code pages are those that the others follow: 28590 and the part.</summary>
/// <param name="upper">The characters of 0xA0 to 0xFF; those below are Latin-1's.</param>
internal sealed class Iso8859(int part, string upper) : Encoding(28590 + part)
{
    private const int First = 0xA0;

    private static readonly Iso8859[] Parts =
    [
        new(10, "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"),
        new(14, "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"),
        new(16, "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"),
    ];

    public override string WebName => $"iso-8859-{part}";

    /// <summary>Null when .NET knows it, or nobody does.</summary>
    public static Encoding? OfPage(int page) => Array.Find(Parts, one => one.CodePage == page);

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
        {
            var c = chars[charIndex + i];
            bytes[byteIndex + i] = c < First ? (byte)c : upper.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? (byte)(First + at) : (byte)'?';
        }

        return charCount;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
            chars[charIndex + i] = bytes[byteIndex + i] is >= First and var b ? upper[b - First] : (char)bytes[byteIndex + i];
        return byteCount;
    }

    /// <summary>Makes them known to whoever asks .NET by number.</summary>
    internal sealed class Provider : EncodingProvider
    {
        public override Encoding? GetEncoding(int codepage) => OfPage(codepage);

        public override Encoding? GetEncoding(string name) => null;
    }
}

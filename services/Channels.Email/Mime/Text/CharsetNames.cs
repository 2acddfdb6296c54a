using System.Collections.Frozen;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Names of charsets as code pages of .NET: the labels of WHATWG Encoding, where a name means what mail programs of the world take it for and not its
/// registration alone (euc-kr is windows-949), and names seen in mail besides. What .NET itself knows by the same name is not repeated.
/// </summary>
internal static class CharsetNames
{
    private static readonly FrozenDictionary<string, int> Pages = new (int Page, string Names)[]
    {
        (65001, "utf-8 utf8 utf_8 utf8mb4 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
        (437, "cp437 cp-437"),
        (850, "cp850 cp-850 ibm850 dos-850"),
        (866, "866 cp866 cp-866 csibm866 ibm866"),
        (874, "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"),
        (932, "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932"),
        (949, "cseuckr csksc56011987 euc-kr euckr iso-ir-149 korean ks_c_5601 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 uhc"),
        (950, "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950"),
        (1250, "cp1250 cp-1250 x-cp1250"),
        (1251, "cp1251 cp-1251 x-cp1251"),
        (1252, "cp1252 cp-1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 8859_1 x-cp1252 x-ansi windows1252 iso-8859-1-windows-3.1-latin-1"),
        (1253, "cp1253 x-cp1253"),
        (1254, "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254"),
        (1255, "cp1255 x-cp1255"),
        (1256, "cp1256 x-cp1256"),
        (1257, "cp1257 x-cp1257"),
        (1258, "cp1258 x-cp1258"),
        (1200, "csunicode iso-10646-ucs-2 ucs-2 unicodefeff utf-16 utf-16le"),
        (1201, "unicodefffe utf-16be"),
        (12000, "utf-32 utf-32le"),
        (12001, "utf-32be"),
        (10000, "csmacintosh mac macintosh x-mac-roman macroman"),
        (10007, "x-mac-cyrillic x-mac-ukrainian"),
        (20866, "cskoi8r koi koi8 koi8-r koi8_r koi8r"),
        (21866, "koi8-ru koi8-u koi8u"),
        (28592, "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
        (28593, "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
        (28594, "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
        (28595, "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
        (28596, "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"),
        (28597, "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"),
        (28598, "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"),
        (38598, "csiso88598i iso-8859-8-i logical"),
        (28600, "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
        (28603, "iso8859-13 iso885913"),
        (28604, "iso-8859-14 iso8859-14 iso885914"),
        (28605, "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin-9 latin9"),
        (28606, "iso-8859-16 iso8859-16"),
        (50220, "csiso2022jp iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-ms cp50220"),
        (51932, "cseucpkdfmtjapanese euc-jp x-euc-jp"),
        (54936, "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030 cp936 euc-cn"),
    }.SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Page))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says nothing about 8-bit bytes, so they are looked at.</summary>
    private static readonly FrozenSet<string> Silent = new[]
    {
        "", "us-ascii", "ascii", "ansi_x3.4", "ansi_x3.4-1968", "ansi_x3.4-1986", "iso646-us", "646", "unknown-8bit", "x-unknown", "unknown",
        "default", "default_charset", "8bit", "7bit", "binary", "iso-10646", "unicode", "_iso-2022-jp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsSilent(string name) => Silent.Contains(name);

    public static int? PageOf(string name) => Pages.TryGetValue(name, out var page) ? page : null;
}

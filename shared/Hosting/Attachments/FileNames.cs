using System.Globalization;
using System.Text;

namespace Omnichannel.Hosting;

/// <summary>Names that senders give their files, made harmless to show and to save.</summary>
public static class FileNames
{
    private const int MaxLength = 200;

    /// <summary>The last part of a path, without control, format and bidirectional characters; null when nothing is left.</summary>
    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            // Format covers the marks that turn a name round, so that "exe" reads as something else.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
                continue;
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            clean.Append(rune.ToString());
        }

        var text = clean.ToString().Trim().Trim('.');
        return text.Length == 0 ? null : text;
    }
}

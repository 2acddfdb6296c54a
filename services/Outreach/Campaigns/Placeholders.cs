using System.Text.RegularExpressions;

namespace Omnichannel.Outreach;

/// <summary>Names in braces that stand for something known of the citizen, or of what started the campaign.</summary>
internal static partial class Placeholders
{
    /// <summary>What is always known.</summary>
    public const string Department = "department";
    public const string Preferences = "preferences";
    public const string Name = "name";

    private static readonly string[] Families = ["fields", "attributes", "answers"];

    public static IEnumerable<string> In(string text) => Form().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>False for what no campaign can know.</summary>
    public static bool IsKnown(string placeholder) => placeholder is Name or Department or Preferences
        || (placeholder.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Families.Contains(placeholder[..dot]) && dot < placeholder.Length - 1);

    /// <summary>The text with the placeholders filled in.</summary>
    /// <param name="missing">The first that nothing is known for; null = all are filled.</param>
    public static string Fill(string text, Func<string, string?> valueOf, out string? missing)
    {
        string? first = null;
        var filled = Form().Replace(text, match =>
        {
            var value = valueOf(match.Groups[1].Value);
            if (string.IsNullOrEmpty(value))
                first ??= match.Groups[1].Value;
            return value ?? "";
        });
        missing = first;
        return filled;
    }

    [GeneratedRegex(@"\{([\p{L}\p{Nd}._-]+)\}")]
    private static partial Regex Form();
}

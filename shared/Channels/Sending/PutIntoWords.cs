using System.Globalization;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>What a channel cannot carry, as words it can: choices as a numbered list, files as links.</summary>
public static class PutIntoWords
{
    public static string Choices(string text, IReadOnlyList<Choice> choices)
    {
        var words = new StringBuilder(text);
        for (var i = 0; i < choices.Count; i++)
            AppendLine(words, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {choices[i].Title}"));
        return words.ToString();
    }

    /// <param name="lifetime">How long the links work.</param>
    public static string Files(string text, IReadOnlyList<Attachment> attachments, AttachmentLinks links, TimeSpan lifetime)
    {
        var words = new StringBuilder(text);
        foreach (var attachment in attachments)
            AppendLine(words, attachment.Name is { } name ? $"{name}: {links.To(attachment, lifetime)}" : links.To(attachment, lifetime));
        return words.ToString();
    }

    private static void AppendLine(StringBuilder words, string line)
    {
        if (words.Length > 0)
            words.Append('\n');
        words.Append(line);
    }
}

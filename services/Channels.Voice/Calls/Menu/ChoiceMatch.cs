using System.Text;

namespace Omnichannel.Channels.Voice;

/// <summary>Which choice an answer means.</summary>
internal static class ChoiceMatch
{
    /// <summary>The keys that were pressed; else the choice with the longest phrase that was said in whole words. Null = none.</summary>
    public static MenuChoice? Find(MenuNode.Gather question, string? digits, string? speech)
    {
        if (digits is not null)
            return question.Choices.FirstOrDefault(choice => choice.Key.Length > 0 && choice.Key == digits.Trim());
        if (speech is null)
            return null;
        var said = $" {Words(speech)} ";
        return question.Choices
            .SelectMany(choice => choice.Words.Select(word => (Choice: choice, Phrase: Words(word))))
            .Where(candidate => candidate.Phrase.Length > 0 && said.Contains($" {candidate.Phrase} ", StringComparison.Ordinal))
            .OrderByDescending(candidate => candidate.Phrase.Length)
            .FirstOrDefault().Choice;
    }

    /// <summary>Letters and digits in lower case, one blank between words.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                words.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }

        return words.ToString().TrimEnd();
    }
}

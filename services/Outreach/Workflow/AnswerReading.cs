using System.Globalization;
using System.Text.RegularExpressions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>What a citizen's message answers, as far as a waiting step expects.</summary>
/// <param name="Kind"><c>choice</c>, <c>words</c>, <c>date</c>, <c>number</c> or <c>other</c>.</param>
/// <param name="Branch">The choice's id, or where the answer leads; null = no expected answer.</param>
/// <param name="Value">What was understood; else what was said.</param>
/// <param name="Go">The step it leads to; null = no branch fits.</param>
internal sealed record Answer(string Kind, string? Branch, string Value, string? Go);

/// <summary>Reads answers: a button, a key, a keyword, one date, one number. Anything else is for a person to read.</summary>
internal static partial class AnswerReading
{
    private const int MostKept = 500;

    public static Answer Read(EnrolmentCommand.Answer heard, WaitStep wait, EnrolmentState state)
    {
        var said = Clean(FirstLines(heard.Text));
        var choice = ChoiceOf(heard, said, state);
        foreach (var branch in wait.Branches ?? [])
        {
            if (branch.Choice is { } wanted && choice == wanted)
                return new Answer("choice", wanted, wanted, branch.Go);
            if (branch.Words?.Any(word => string.Equals(Clean(word), said, StringComparison.OrdinalIgnoreCase)) == true)
                return new Answer("words", branch.Go, said, branch.Go);
            if (branch.Date && DateReading.In(heard.Text, DateOnly.FromDateTime(heard.At.UtcDateTime)) is { } date)
                return new Answer("date", branch.Go, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), branch.Go);
            if (branch.Number is { } range && NumberIn(heard.Text) is { } number && number >= range.From && number <= range.To)
                return new Answer("number", branch.Go, number.ToString(CultureInfo.InvariantCulture), branch.Go);
        }

        var words = heard.Text.Trim();
        return new Answer("other", null, words.Length <= MostKept ? words : words[..(char.IsHighSurrogate(words[MostKept - 1]) ? MostKept - 1 : MostKept)], null);
    }

    /// <summary>The message of ours that a choice was offered with; null when it is no choice of a campaign's.</summary>
    public static Guid? MessageOf(Choice? choice) =>
        choice?.Id is { } id && id.IndexOf('.', StringComparison.Ordinal) == 32 && Guid.TryParseExact(id[..32], "N", out var message) ? message : null;

    private static string? ChoiceOf(EnrolmentCommand.Answer heard, string said, EnrolmentState state)
    {
        if (heard.Choice is { } pressed && MessageOf(pressed) is { } message)
            return state.Messages.ContainsKey(message) ? pressed.Id[33..] : null;
        // Its title as text, in any language it was offered in; a template's button carries no more than its title either.
        var title = heard.Choice is { } other ? Clean(other.Title) : said;
        var offered = heard.Campaign.Steps.Where(step => step.Id == state.Messages.GetValueOrDefault(state.LastMessage)?.Step)
            .SelectMany(step => step.Send?.Choices ?? []);
        return offered.FirstOrDefault(choice => choice.Id == heard.Choice?.Id
            || choice.Title.Values.Any(one => string.Equals(Clean(one), title, StringComparison.OrdinalIgnoreCase)))?.Id;
    }

    private static int? NumberIn(string text) => Numbers().Matches(FirstLines(text)) is [var only] && int.TryParse(
        only.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a mail program puts beneath is not the citizen's: the quoted message, a signature.</summary>
    private static string FirstLines(string text)
    {
        var own = text.Split('\n').Select(line => line.Trim()).SkipWhile(line => line.Length == 0)
            .TakeWhile(line => line.Length > 0 && line[0] != '>' && line != "--").ToList();
        // "On Monday Ann wrote:"
        if (own.Count > 1 && own[^1].EndsWith(':'))
            own.RemoveAt(own.Count - 1);
        return string.Join(' ', own);
    }

    private static string Clean(string text) => text.Trim().Trim('.', '!', '?', ',', ';', ':', '"', '\'', '»', '«', '“', '”', '„', '(', ')').Trim();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.,:-])-?[0-9]{1,9}(?![\p{L}\p{Nd}:-]|[.,][0-9])")]
    private static partial Regex Numbers();
}

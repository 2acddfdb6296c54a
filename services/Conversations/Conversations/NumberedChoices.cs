using System.Globalization;
using System.Text.RegularExpressions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;

namespace Omnichannel.Conversations;

/// <summary>The numbered list that a citizen was sent and has not answered yet.</summary>
internal sealed record NumberedList(Guid MessageId, Guid ContactPointId, string Channel, IReadOnlyList<Choice> Choices);

/// <summary>
/// Where choices go as a numbered list, a number alone is the answer to it: as good as a button. Only our latest message counts, and
/// only the citizen's next message after it: later a number may mean anything.
/// </summary>
internal static partial class NumberedChoices
{
    /// <summary>The choice that a message makes; null when it makes none, or says already which.</summary>
    public static Choice? ChosenIn(ConversationCommand.Receive c, ConversationState state) =>
        c.Details?.Choice is null && state.OpenList is { } list && list.ContactPointId == c.ContactPointId && list.Channel == c.Channel
            && NumberIn(c.Text) is { } number && number >= 1 && number <= list.Choices.Count
            ? list.Choices[number - 1]
            : null;

    /// <summary>What a reply of ours leaves open.</summary>
    public static NumberedList? Opened(ConversationEvent.ReplyWritten e) =>
        e.Details?.Choices is { Count: > 0 } choices && choices.Count > ChannelTraits.Of(e.Channel).MostButtons
            ? new NumberedList(e.MessageId, e.ContactPointId, e.Channel, choices)
            : null;

    /// <summary>A number alone; beneath it only what a mail program puts there: the quoted message, a signature.</summary>
    public static int? NumberIn(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).SkipWhile(line => line.Length == 0).ToList();
        return lines.Count > 0 && Number().Match(lines[0]) is { Success: true } match && IsAdded([.. lines.Skip(1).Where(line => line.Length > 0)])
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsAdded(List<string> lines)
    {
        if (lines.Count == 0 || lines[0] == "--")
            return true;
        // "On Monday Ann wrote:" may be broken into two lines.
        var quoted = lines.FindIndex(line => line.StartsWith('>'));
        return quoted is >= 0 and <= 2 && (quoted == 0 || lines[quoted - 1].EndsWith(':'))
            && lines.Skip(quoted).TakeWhile(line => line != "--").All(line => line.StartsWith('>'));
    }

    [GeneratedRegex(@"^\(?\s?([0-9]{1,2})\s?[.)]?\z")]
    private static partial Regex Number();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.AgentDesk;

/// <summary>Whatever code a sender gives for a failure, the desk has words for it: the channels' sources are looked through.</summary>
public sealed partial class ReasonWordsTests
{
    /// <summary>Codes of the channels that never say why a message did not arrive.</summary>
    private static readonly HashSet<string> OtherCodes =
    [
        // Of input that could not be read.
        "message.id-missing", "message.sender-missing",
        // To the visitor's page.
        "message.not-kept", "text.empty", "attachment.wrong-type", "attachment.unknown", "attachments.too-many",
        // Why another provider is first choice.
        "provider.slow", "provider.recovered",
        // A file's name.
        "message.txt",
    ];

    public static TheoryData<string> Languages { get; } = ["en", "de"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_desk_has_words_for_every_reason_of_every_sender(string language)
    {
        var path = Path.Combine(Repository.Root, "services", "AgentDesk", "web", "src", "i18n", $"{language}.json");
        using var words = JsonDocument.Parse(File.ReadAllText(path));
        var known = words.RootElement.GetProperty("deliveryReason").EnumerateObject().Select(reason => reason.Name).ToHashSet();
        Assert.Empty(ReasonsInSources().Except(known));
    }

    [Fact]
    public void No_code_is_left_out_that_is_not_there() => Assert.Empty(OtherCodes.Except(CodesInSources()));

    private static IEnumerable<string> ReasonsInSources()
    {
        var reasons = CodesInSources().Except(OtherCodes).ToList();
        // Were the sources not found, every list of words would be complete.
        Assert.Contains("recipient.opted-out", reasons);
        Assert.Contains("template.paused", reasons);
        return reasons;
    }

    private static HashSet<string> CodesInSources() =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "services"), "Channels.*")
            .Append(Path.Combine(Repository.Root, "shared", "Channels", "Sending"))
            .Append(Path.Combine(Repository.Root, "shared", "Channels", "Meta"))
            .Append(Path.Combine(Repository.Root, "shared", "Contracts", "Conversations", "FailureReasons.cs"))
            .SelectMany(place => File.Exists(place) ? [place] : Directory.GetFiles(place, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
    ];

    [GeneratedRegex(@"""((?:agent|attachments?|call|carrier|choices|media|message|order|provider|recipient|sender|session|template|text|window)\.[a-z0-9-]+)""")]
    private static partial Regex Code();
}

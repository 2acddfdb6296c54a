using System.Text.Json;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Real mails, and what another parser reads in them. Where we differ on purpose, the reason stands here.</summary>
public sealed class MimeCorpusTests
{
    /// <summary>What the other parser reads, by file and field, where we read something else.</summary>
    private static readonly Dictionary<(string File, string Field), string> Differences = new()
    {
        [("mimekit_rfc2046_1.eml", "parts")] = "it takes every message/* for a mail; a piece of one is none",
        [("mimekit_disposition-notification.eml", "parts")] = "it takes every message/* for a mail; a notification is none",
        [("mail_multiple_references_with_one_invalid.eml", "references")] = "it reads the first of two References only",
        [("mail_bad_encoded_subject.eml", "subject")] = "it gives up on a charset of that name; we show what the bytes look like",
    };

    public static TheoryData<string> Mails { get; } =
    [
        .. Repository.Corpus is { } corpus
            ? new[] { "email", "email_constructed" }.SelectMany(folder => Directory.GetFiles(Path.Combine(corpus, folder), "*.eml")).Select(path => Path.GetRelativePath(corpus, path))
            : ["none"],
    ];

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_real_mail_is_read_as_another_parser_reads_it(string mail)
    {
        if (Repository.Corpus is not { } corpus)
        {
            Assert.Skip("There is no ../shared/corpus beside the repository.");
            return;
        }

        var path = Path.Combine(corpus, mail);
        var reading = MimeReading.Of(File.ReadAllBytes(path));
        Assert.Null(reading.Problem);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "EXPECTED.cpython.json")));
        var file = Path.GetFileName(path);
        var oracle = expected.RootElement.GetProperty("files").GetProperty(file);
        var root = reading.Root!;
        Check(file, "contentType", oracle.GetProperty("contentType").GetString(), root.Type);
        Check(file, "messageId", Strings(oracle, "messageId"), string.Join(' ', root.Headers.All("Message-ID").SelectMany(MessageIds.Read)));
        Check(file, "inReplyTo", Strings(oracle, "inReplyTo"), string.Join(' ', root.Headers.All("In-Reply-To").SelectMany(MessageIds.Read)));
        Check(file, "references", Strings(oracle, "references"), string.Join(' ', root.Headers.All("References").SelectMany(MessageIds.Read)));
        Check(file, "subject", Subject(oracle), root.Headers["Subject"]);
        Check(file, "parts", Parts(oracle), string.Join(' ', Comparable(root.All().Select(part => part.Type))));
        Check(file, "dsn", Statuses(oracle), Statuses(root));
    }

    /// <summary>Bytes that are no UTF-8 make the other parser show U+FFFD; what they are is tried in tests of their own.</summary>
    private static string? Subject(JsonElement oracle) => oracle.GetProperty("subject").GetString();

    private static void Check(string file, string field, string? expected, string? actual)
    {
        if (field == "subject" && expected?.Contains('\uFFFD', StringComparison.Ordinal) == true)
        {
            Assert.DoesNotContain('\uFFFD', actual!);
            return;
        }

        if (Differences.ContainsKey((file, field)))
            Assert.NotEqual(expected, actual);
        else
            Assert.True(expected == actual, $"{file}, {field}\n  other: {expected}\n  ours:  {actual}");
    }

    private static string Strings(JsonElement oracle, string name) => string.Join(' ', oracle.GetProperty(name).EnumerateArray().SelectMany(one => MessageIds.Read(one.GetString())));

    private static string Parts(JsonElement oracle) =>
        string.Join(' ', Comparable(oracle.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("type").GetString()!)));

    /// <summary>The other parser counts each block of a delivery status as a part of its own.</summary>
    private static IEnumerable<string> Comparable(IEnumerable<string> types)
    {
        var all = types.ToList();
        return all.Contains("message/delivery-status") ? all.Where(type => type != "text/plain") : all;
    }

    private static string Statuses(JsonElement oracle) => string.Join(
        ' ', oracle.GetProperty("dsn").EnumerateArray().Select(one => $"{one.GetProperty("finalRecipient").GetString()}/{one.GetProperty("action").GetString()}/{one.GetProperty("status").GetString()}"));

    private static string Statuses(MailPart root) => string.Join(' ', root.All().Where(part => part.Type == "message/delivery-status")
        .SelectMany(part => DeliveryStatusFields.Read(part.Content())).Where(block => block.Has("Action"))
        .Select(block => $"{DeliveryStatusFields.Untyped(block["Final-Recipient"])}/{block["Action"]!.Split(' ')[0]}/{MailStatus.In(block["Status"])}"));
}

using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Messenger;
using Omnichannel.Channels.Meta;
using Omnichannel.Channels.WhatsApp;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels;

/// <summary>Callbacks that others have made, and what is left of them after accidents: one reader for both of Meta's objects.</summary>
public sealed class MetaCorpusTests
{
    private static readonly MetaAccount Account = new("secret", null, "verify", "token", "555", "https://graph.example/v24.0", null);
    private static readonly MetaReader Reader = new("whatsapp", Account, [new WhatsAppEntries(), new PageEntries(new MessengerOptions { Account = Account })]);

    /// <summary>What is no concern of ours, by the beginning of the file's name.</summary>
    private static readonly string[] Ignored =
    [
        "pywa_account_update", "pywa_call_connect", "pywa_call_terminate", "pywa_outgoing_message", "pywa_template", "x11_", "x13_", "x17_",
        "account_linking", "dashboard_test", "feed_change", "policy_enforcement", "standby",
    ];

    private static readonly string[] Parked = ["optin_user_ref_no_sender"];

    [Fact]
    public void Every_callback_beside_the_repository_is_read_as_expected()
    {
        foreach (var file in Files())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var reading = Read(File.ReadAllBytes(file));
            Assert.True((reading.Unreadable is not null) == Parked.Contains(name), $"{name}: {reading.Unreadable}");
            var expectsFacts = !Parked.Contains(name) && !Ignored.Any(start => name.StartsWith(start, StringComparison.Ordinal));
            Assert.True(expectsFacts == reading.Heard.Count > 0, $"{name}: {reading.Heard.Count} facts");
            Assert.All(reading.Heard.Take(1), first => Assert.True(Expected(name).Contains(first.GetType()), $"{name}: {first.GetType().Name}"));
        }
    }

    [Fact]
    public void Any_accident_on_the_way_is_read_without_an_exception_at_a_cost_that_follows_its_size()
    {
        var samples = Repository.Corpus is null ? [Own] : Files().Select(File.ReadAllBytes).Append(Own).ToList();
        var random = new Random(20261122);
        for (var i = 0; i < 4_000; i++)
        {
            var body = (byte[])samples[random.Next(samples.Count)].Clone();
            for (var hits = random.Next(1, 8); hits > 0; hits--)
                body = Damaged(body, random);
            Cost.IsBounded(body, bytes => Read(bytes), perByte: 200, fixedCost: 512 * 1024);
        }
    }

    [Fact]
    public void Sixteen_times_as_many_messages_do_not_cost_a_multiple_of_that() => Cost.GrowsWithSize(
        size => Messages(size / 80), body => Read(body));

    [Fact]
    public void None_of_25_000_messages_in_one_callback_is_lost() => Assert.Equal(25_000, Read(Messages(25_000)).Heard.Count);

    private static byte[] Messages(int count)
    {
        var messages = string.Join(',', Enumerable.Range(0, count).Select(i => $$$"""{"from":"447700900001","id":"wamid.{{{i}}}","type":"text","text":{"body":"message {{{i}}}"}}"""));
        return Encoding.UTF8.GetBytes($$$"""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[{{{messages}}}]}}]}]}""");
    }

    private static byte[] Own { get; } = """
        {"object":"page","entry":[{"id":"900","messaging":[{"sender":{"id":"71"},"recipient":{"id":"900"},"timestamp":1795255200123,
        "message":{"mid":"m_1","text":"caf\u00e9 \ud83d\ude00","attachments":[{"type":"image","payload":{"url":"https:\/\/cdn.example\/1.jpg"}}]}}]}]}
        """u8.ToArray();

    /// <summary>A byte changed, a piece lost, doubled, cut off, or moved into a type it should not have.</summary>
    private static byte[] Damaged(byte[] body, Random random)
    {
        if (body.Length < 4)
            return body;
        var (at, length) = (random.Next(body.Length - 1), random.Next(1, 12));
        var end = Math.Min(at + length, body.Length);
        switch (random.Next(6))
        {
            case 0:
                body[at] = (byte)random.Next(256);
                return body;
            case 1:
                return [.. body[..at], .. body[end..]];
            case 2:
                return [.. body[..end], .. body[at..]];
            case 3 when random.Next(10) == 0:
                return body[..at];
            case 4:
                return [.. body[..at], .. "\\ud83d"u8, .. body[at..]];
            default:
                var text = Encoding.Latin1.GetString(body);
                string[] values = ["null", "[]", "{}", "-1e999", "true", "\"\"", "99999999999999999999"];
                var colon = text.IndexOf(':', at);
                var stop = colon < 0 ? -1 : text.IndexOfAny([',', '}'], colon);
                return stop < 0 ? body : Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, colon + 1), values[random.Next(values.Length)], text.AsSpan(stop)));
        }
    }

    private static Type[] Expected(string name) => name switch
    {
        _ when name.Contains("status", StringComparison.Ordinal) && !name.Contains("template", StringComparison.Ordinal) => [typeof(DeliveryHeard)],
        _ when name.Contains("reaction", StringComparison.Ordinal) || name.Contains("revoke", StringComparison.Ordinal) || name == "message_edit" => [typeof(AmendmentHeard)],
        "echo" => [typeof(EchoHeard)],
        "read" or "delivery_no_mids" => [typeof(WatermarkHeard)],
        "pywa_user_marketing_preferences__resume" => [typeof(ConsentHeard)],
        _ => [typeof(MessageHeard)],
    };

    private static IEnumerable<string> Files()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        return new[] { "whatsapp", "messenger" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Corpus, folder, "inbound"), "*.json"));
    }

    private static WebhookResult Read(byte[] body) =>
        Reader.Read(new WebhookRequest("POST", "/whatsapp/webhooks/meta", "application/json", _ => "", body), Moment.Noon);
}

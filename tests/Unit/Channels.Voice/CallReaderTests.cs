using System.Text;
using System.Text.Json;
using Omnichannel.Channels;
using Omnichannel.Channels.Voice;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>The readers against payloads of others, and against what nobody would send.</summary>
public sealed class CallReaderTests
{
    private readonly VoiceBench _bench = new();

    [Fact]
    public void Every_signed_request_beside_the_repository_is_authentic_and_read()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        var folder = Path.Combine(Repository.Corpus, "voice_twilio");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        var read = 0;
        foreach (var vector in index.RootElement.GetProperty("requests").EnumerateArray())
        {
            var url = new Uri(vector.GetProperty("url").GetString()!);
            var signature = vector.GetProperty("x_twilio_signature").GetString()!;
            var name = vector.GetProperty("file").GetString()!;
            var request = new WebhookRequest(
                "POST", url.PathAndQuery, vector.GetProperty("content_type").GetString(), header => header == "X-Twilio-Signature" ? signature : "",
                File.ReadAllBytes(Path.Combine(folder, name)));
            foreach (var reader in _bench.Readers)
            {
                Assert.Equal(Authenticity.Authentic, reader.Check(request));
                Assert.Equal(Authenticity.Wrong, reader.Check(request with { RawTarget = request.RawTarget + "x" }));
                var reading = reader.Read(request, Moment.Noon);
                Assert.Null(reading.Unreadable);
                if (reader.Endpoint == EndpointOf(name))
                    Assert.True(reading.Heard.Count > 0 || name.StartsWith("g05", StringComparison.Ordinal), name);
            }

            read++;
        }

        Assert.True(read > 0);
    }

    [Fact]
    public void Whatever_comes_is_read_or_parked_and_answered_in_twilio_s_markup()
    {
        const int seed = 20261121;
        var random = new Random(seed);
        string[] names =
        [
            "CallSid", "From", "To", "CallStatus", "Direction", "Digits", "SpeechResult", "Confidence", "RecordingSid", "RecordingUrl", "RecordingStatus",
            "RecordingDuration", "QueuePosition", "QueueTime", "AvgQueueTime", "QueueResult", "DialCallStatus", "ParentCallSid", "SequenceNumber",
            "TranscriptionText", "CallerName",
        ];
        string[] queries = ["", "?menu=city&at=matter&try=2&step=3&lang=de-DE", "?at=%00&step=99999999999&lang=xx", "?at=service&goon=waste", "?menu=%ff%fe&try=-1", "?c1=a&t1=%1b&conversation=0197a000-0000-7000-8000-000000000001&message=0197a000-0000-7000-8000-000000000002"];
        foreach (var reader in _bench.Readers)
        {
            for (var round = 0; round < 300; round++)
            {
                var form = string.Join('&', names.Where(_ => random.Next(3) > 0).Select(name => $"{name}={Value(random)}"));
                var request = VoiceBench.Request($"/voice/webhooks/twilio/{reader.Step.Endpoint}{queries[random.Next(queries.Length)]}", form);
                _ = reader.Read(request, Moment.Noon);
                if (CallRequest.Read(request, VoiceBench.Options, out _) is not { } call)
                    continue;
                var turn = reader.Step.Run(call, new CallerFound(true, "de", "city", "waste"), Moment.Noon);
                if (turn.Answer is { } answer)
                    TwimlRules.Check(answer.ToString(), reader.Step.Endpoint is "wait" or "waiting");
            }
        }
    }

    [Theory]
    [InlineData("", "form.call-id-missing")]
    [InlineData("CallSid=", "form.call-id-missing")]
    [InlineData("%%%&&&===", "form.call-id-missing")]
    public void What_is_about_no_call_is_parked(string body, string code) =>
        Assert.All(_bench.Readers, reader => Assert.Equal(code, reader.Read(VoiceBench.Request("/", body), Moment.Noon).Unreadable));

    [Fact]
    public void A_body_of_too_many_fields_is_parked()
    {
        var body = string.Join('&', Enumerable.Range(0, 1_001).Select(i => $"f{i}=1"));
        Assert.All(_bench.Readers, reader => Assert.Equal("form.too-many-fields", reader.Read(VoiceBench.Request("/", body), Moment.Noon).Unreadable));
    }

    [Fact]
    public void Markup_and_characters_that_no_xml_has_are_only_words()
    {
        var document = new TwimlDocument().Say("a<b>&\"\u0000\u0008\ud800\uffff€😀" + new string('x', 5_000), "en-GB").Hangup();
        var say = TwimlRules.Check(document.ToString()).Element("Say")!;
        Assert.StartsWith("a<b>&\"€😀xxx", say.Value, StringComparison.Ordinal);
        Assert.Equal(SpokenText.MaxLength, say.Value.Length);
    }

    /// <summary>Where a request of that kind goes.</summary>
    private static string EndpointOf(string file) => file[..1] switch
    {
        "c" => "call",
        "g" => "gather",
        "r" => file.Contains("transcription", StringComparison.Ordinal) ? "transcription" : "recording",
        "d" => "dial",
        "q" => file.Contains("wait", StringComparison.Ordinal) ? "wait" : "queue",
        _ => "status",
    };

    private static string Value(Random random) => random.Next(9) switch
    {
        0 => "",
        1 => "1",
        2 => "%00%1b%3cSay%3e%26",
        3 => "completed",
        4 => "%ff%fe%80",
        5 => "2147483648",
        6 => new string('9', random.Next(5_000)),
        7 => "%2B447946000001",
        _ => Uri.EscapeDataString(Encoding.Latin1.GetString([(byte)random.Next(256), (byte)random.Next(256)])),
    };
}

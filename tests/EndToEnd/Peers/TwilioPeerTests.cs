using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Omnichannel.Channels.Simulated;
using Omnichannel.Channels.Twilio;
using Omnichannel.Hosting;
using Omnichannel.Simulator;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Our two sides of Twilio's protocol against Twilio's own library: what we sign it takes, what it signs we take, and its client can use what we simulate.</summary>
public sealed class TwilioPeerTests
{
    private const string Token = "an-auth-token-for-tests";
    private const string Phone = "+447946000001";

    private static readonly string[] Addresses =
    [
        "https://city.example/sms/webhooks/twilio", "https://city.example/sms/webhooks/twilio/status?messageId=0197-1&provider=twilio",
        "https://city.example:8443/voice/webhooks/twilio/gather?node=a%20b&lang=en-GB", "http://city.example:80/x", "https://city.example:443/x?a=1&a=2", "https://city.example/?q=%C3%A4",
    ];

    private static readonly (string Name, string Value)[][] Forms =
    [
        [],
        [("From", Phone), ("To", "+15550100"), ("Body", "Bin & street = 100 % + more"), ("NumMedia", "0")],
        [("Body", "äöü ß € 😀 \u200f\r\n\tعربي"), ("body", "small"), ("BODY", "large"), ("Empty", ""), ("_x", "1"), ("X-y.z", "2")],
        [("MediaUrl1", "b"), ("MediaUrl0", "https://a.example/?x=1&y=2"), ("MediaUrl10", "c"), (" a", " "), ("é", "'\"<>\\")],
    ];

    /// <summary>A name that comes twice, with one value or two.</summary>
    private static readonly (string Name, string Value)[][] Repeated =
    [
        [("Digits", "1"), ("Digits", "1")],
        [("Tag", "b"), ("Tag", "a"), ("Tag", "b"), ("A", "x")],
    ];

    [Fact]
    public async Task Twilio_s_library_takes_what_we_sign()
    {
        var cases = (from url in Addresses from form in Forms select new Case(url, form, null)).ToList();
        var signed = cases.Select(one => TwilioSigner.Sign(Token, one.Url, one.Form.ToDictionary(field => field.Name, field => field.Value))).ToList();
        var answers = await AskAsync(cases, signed);
        Assert.All(answers, answer => Assert.True(answer.IsTaken));
        Assert.All(await AskAsync(cases, [.. signed.Select(_ => signed[0][..^4] + "AAA=")]), answer => Assert.False(answer.IsTaken));
    }

    [Fact]
    public async Task We_take_what_twilio_s_library_signs()
    {
        const string json = """{"EventType":"onMessage","Body":"ä € 😀"}""";
        var hashed = $"https://city.example/x?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))}";
        List<Case> cases = [.. from url in Addresses from form in Forms.Concat(Repeated) select new Case(url, form, null), new Case(hashed, [], json), new Case(hashed + "&b=1", [], json)];
        foreach (var (one, answer) in cases.Zip(await AskAsync(cases, [.. cases.Select(_ => "")])))
        {
            Assert.False(answer.IsTaken);
            var body = Encoding.UTF8.GetBytes(one.Body ?? "");
            KeyValuePair<string, string>[] fields = [.. one.Form.Select(field => KeyValuePair.Create(field.Name, field.Value))];
            Assert.True(TwilioSignature.Fits(answer.Signature, Token, one.Url, fields, body), one.Url);
            Assert.Equal(answer.Signature, TwilioSignature.Of(Token, one.Url, fields));
            Assert.False(TwilioSignature.Fits(answer.Signature, Token, one.Url, [.. fields, KeyValuePair.Create("More", "x")], body));
            Assert.True(one.Body is null || !TwilioSignature.Fits(answer.Signature, Token, one.Url, fields, [.. body, 0]));
        }
    }

    [Fact]
    public async Task A_text_that_twilio_s_library_signed_is_taken_by_the_running_program()
    {
        await using var city = await Installation.EmbeddedAsync();
        using var http = city.Channels.NewClient();
        foreach (var (place, form) in Forms.Concat(Repeated).Index())
        {
            var path = $"/sms/webhooks/twilio?place={place}&x=%C3%A4";
            (string, string)[] whole = [.. form.Where(field => field.Name is not ("From" or "To")), ("MessageSid", $"SM{place:D32}"), ("From", Phone), ("To", "+15550100")];
            var answer = Assert.Single(await AskAsync([new Case(Installation.PublicUrl + path, whole, null)], [""]));
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(whole.Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
            request.Headers.Add(TwilioSignature.Header, answer.Signature);
            using var response = await http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, $"form {place}: {response.StatusCode}");
        }

        var received = await LogLines.ReadAsync(http, "?types=conversation.message-received.v1");
        Assert.Equal(Forms.Concat(Repeated).Select(form => form.FirstOrDefault(field => field.Name == "Body").Value ?? ""), received.Select(e => e.Text("text")));
    }

    [Fact]
    public async Task Twilio_s_client_sends_and_calls_through_the_simulator_and_reads_its_answers()
    {
        await using var program = new ChatSite();
        await program.Program.StartAsync();
        var account = SimulatedTwilio.For(
            new AdminKey(OmnichannelProcess.AdminKey, null, false), new SimulatorOptions { Url = program.Program.Address.ToString().TrimEnd('/') });
        const string text = "Bin & street = 100 % + äöü € 😀";
        var answer = await TwilioPeer.AskAsync("rest", new { @base = account.BaseUrl, sid = account.AccountSid, token = account.AuthToken, from = account.From, to = Phone, text });
        Assert.StartsWith("SM", answer.GetProperty("created").GetProperty("sid").GetString(), StringComparison.Ordinal);
        Assert.Equal(("queued", "outbound-api", true), (Words("created", "status"), Words("created", "direction"), answer.GetProperty("created").GetProperty("isDated").GetBoolean()));
        Assert.Equal((text, Phone, account.From), (Words("delivered", "body"), Words("delivered", "to"), Words("delivered", "from")));
        Assert.Equal(answer.GetProperty("expected").ToString(), answer.GetProperty("listed").ToString());
        Assert.Equal((true, Phone, "outbound-api"), (answer.GetProperty("call").GetProperty("isSame").GetBoolean(), Words("call", "to"), Words("call", "direction")));
        Assert.Equal(["canceled", "canceled"], answer.GetProperty("call").GetProperty("ended").EnumerateArray().Select(state => state.GetString()));
        Assert.Equal(
            [(400, 21211), (404, 20404), (401, 20003)],
            new[] { "noNumber", "noMessage", "noToken" }.Select(name => (answer.GetProperty(name).GetProperty("status").GetInt32(), answer.GetProperty(name).GetProperty("code").GetInt32())));

        string? Words(string of, string name) => answer.GetProperty(of).GetProperty(name).GetString();
    }

    [Fact]
    public async Task Every_verb_and_attribute_of_our_documents_is_one_of_twilio_s()
    {
        var menu = MenuTour.WriteMenu();
        await using var city = await Installation.EmbeddedAsync([.. ProviderCalls.Settings, new("Voice__Menus", menu)]);
        File.Delete(menu);
        var documents = await new MenuTour(city).DocumentsAsync();
        var verbs = documents.SelectMany(document => document.Root!.Descendants()).Select(element => element.Name.LocalName);
        Assert.Empty(new[] { "Say", "Play", "Gather", "Record", "Dial", "Number", "Sip", "Queue", "Enqueue", "Hangup" }.Except(verbs));
        var unknown = await TwilioPeer.AskAsync("twiml", documents.Select(document => document.Root!.Elements().Select(Tree)));
        Assert.Equal("[]", unknown.ToString());
        Assert.Equal("""["Shout","Say tone"]""", (await TwilioPeer.AskAsync("twiml", new object[] { new object[] { new object[] { "Shout", Array.Empty<string>(), Array.Empty<string>() }, new object[] { "Say", new[] { "tone" }, Array.Empty<string>() } } })).ToString());

        static object Tree(XElement element) => new object[] { element.Name.LocalName, element.Attributes().Select(attribute => attribute.Name.LocalName), element.Elements().Select(Tree) };
    }

    /// <param name="Body">JSON instead of a form; null = a form.</param>
    private sealed record Case(string Url, (string Name, string Value)[] Form, string? Body);

    private sealed record Answer(bool IsTaken, string Signature);

    private static async Task<List<Answer>> AskAsync(List<Case> cases, List<string> signatures)
    {
        var answers = await TwilioPeer.AskAsync("signatures", cases.Zip(signatures).Select(pair => new
        {
            token = Token,
            url = pair.First.Url,
            fields = pair.First.Form.Select(field => new[] { field.Name, field.Value }),
            body = pair.First.Body,
            signature = pair.Second,
        }));
        return [.. answers.EnumerateArray().Select(answer => new Answer(answer.GetProperty("isTaken").GetBoolean(), answer.GetProperty("signature").GetString()!))];
    }
}

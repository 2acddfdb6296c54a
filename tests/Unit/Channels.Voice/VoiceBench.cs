using System.Text;
using System.Xml.Linq;
using Omnichannel.Channels;
using Omnichannel.Channels.Voice;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>The voice channel's steps with a menu, called as Twilio calls them: each answer is checked against Twilio's rules.</summary>
internal sealed class VoiceBench
{
    public const string Token = "test_auth_token_not_a_secret";
    public static readonly TwilioVoiceOptions Options = new()
    {
        AccountSid = "AC1",
        AuthToken = Token,
        From = "+15550100",
        PublicUrl = "https://city.example.org",
        BaseUrl = "http://127.0.0.1",
        Transcribe = true,
    };

    private readonly Dictionary<string, ICallStep> _steps;

    public VoiceBench(string? yaml = null)
    {
        Book = yaml is null ? MenuBook.BuiltIn() : MenuBook.Of([("menu.yaml", yaml)]);
        var navigator = new MenuNavigator(Book, Options);
        var taken = new DialAgent(navigator, Options);
        _steps = new ICallStep[]
        {
            new IncomingCall(navigator, Options), new GatheredAnswer(navigator), new Recording(navigator, Options), new Transcription(), new QueueWait(navigator),
            new QueueWaitChoice(navigator), new QueueEnd(navigator), new Dialled(navigator), new StatusReport(), new SpokenAnswer(Book, Options),
            taken, new AgentDialEnded(navigator, taken), new DialCallback(Book, Options), new CallbackEnded(), new CallbackReport(),
        }.ToDictionary(step => step.Endpoint);
    }

    public MenuBook Book { get; }

    public IEnumerable<CallStepReader> Readers => _steps.Values.Select(step => new CallStepReader(step, Options));

    public static string Form(params (string Name, string Value)[] more) => string.Join('&', new (string Name, string Value)[]
        {
            ("CallSid", "CA1"), ("AccountSid", "AC1"), ("From", "+447946000001"), ("To", "+15550100"), ("CallStatus", "in-progress"), ("Direction", "inbound"),
        }.Where(field => more.All(other => other.Name != field.Name)).Concat(more)
        .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));

    public CallTurn Take(string endpoint, string query, string form, CallerFound? caller = null, DateTimeOffset? at = null)
    {
        var request = CallRequest.Read(Request($"/voice/webhooks/twilio/{endpoint}{query}", form), VoiceBench.Options, out var code);
        Assert.True(request is not null, code);
        var turn = _steps[endpoint].Run(request, caller, at ?? Moment.Noon);
        if (turn.Answer is not null)
            TwimlRules.Check(turn.Answer.ToString(), endpoint is "wait" or "waiting");
        return turn;
    }

    /// <summary>Follows an address that the last answer gave.</summary>
    public CallTurn Follow(string url, params (string Name, string Value)[] fields)
    {
        var uri = new Uri(url);
        Assert.StartsWith("https://city.example.org/voice/webhooks/twilio/", url, StringComparison.Ordinal);
        return Take(uri.AbsolutePath.Split('/')[^1], uri.Query, Form(fields));
    }

    public static XElement Verbs(CallTurn turn) => XDocument.Parse(turn.Answer!.ToString()).Root!;

    public static string Spoken(CallTurn turn) => string.Join(" ", Verbs(turn).Descendants("Say").Select(say => say.Value));

    public static string Address(CallTurn turn, string verb, string attribute = "action") => Verbs(turn).Descendants(verb).First().Attribute(attribute)!.Value;

    public static CallFact Fact(CallTurn turn) => ((CallHeard)Assert.Single(turn.Heard)).Fact;

    public static WebhookRequest Request(string target, string form) =>
        new("POST", target, "application/x-www-form-urlencoded", _ => "", Encoding.UTF8.GetBytes(form));
}

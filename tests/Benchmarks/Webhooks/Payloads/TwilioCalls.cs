using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Telephones that ring: each is on record, and has its menu as TwiML, before Twilio hears the answer.</summary>
internal sealed class TwilioCalls : IProvider
{
    private const string PublicUrl = "https://city.example";
    private readonly TwilioRequests _twilio = new(TwilioTexts.AuthToken, PublicUrl);

    public string Name => "twilio voice";

    public string RecordedAs => "conversation.call-started.v1";

    public string RecordedId => "providerCallId";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        new("Voice__Twilio__AccountSid", "AC00000000000000000000000000000000"), new("Voice__Twilio__AuthToken", TwilioTexts.AuthToken),
        new("Voice__Twilio__From", "+15550100"), new("Voice__Twilio__PublicUrl", PublicUrl), new("Voice__Twilio__BaseUrl", "http://127.0.0.1:9"),
    ];

    public byte[] Render(string id, string number, string words)
    {
        using var request = _twilio.Signed(new Uri("http://127.0.0.1"), "/voice/webhooks/twilio", new()
        {
            ["CallSid"] = id,
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["From"] = number,
            ["To"] = "+15550100",
            ["CallStatus"] = "ringing",
            ["Direction"] = "inbound",
            ["ApiVersion"] = "2010-04-01",
        });
        return Wire.Post(
            request.RequestUri!.PathAndQuery, request.Content!.Headers.ContentType!.ToString(), request.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult(),
            (TwilioRequests.Header, request.Headers.GetValues(TwilioRequests.Header).Single()));
    }
}

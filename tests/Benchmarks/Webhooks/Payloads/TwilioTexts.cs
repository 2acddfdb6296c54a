using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Texts over Twilio.</summary>
internal sealed class TwilioTexts : IProvider
{
    private const string PublicUrl = "https://city.example";
    private readonly TwilioRequests _twilio = new(AuthToken, PublicUrl);

    /// <summary>The baseline computes a body's HMAC with it too.</summary>
    public const string AuthToken = "an-auth-token-for-tests";

    public string Name => "twilio";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        new("Sms__Twilio__AccountSid", "AC00000000000000000000000000000000"), new("Sms__Twilio__AuthToken", AuthToken), new("Sms__Twilio__From", "+15550100"),
        new("Sms__Twilio__PublicUrl", PublicUrl), new("Sms__Twilio__BaseUrl", "http://127.0.0.1:9"),
    ];

    public byte[] Render(string id, string number, string words)
    {
        using var request = _twilio.Text(new Uri("http://127.0.0.1"), id, number, words);
        return Wire.Post(
            request.RequestUri!.PathAndQuery, request.Content!.Headers.ContentType!.ToString(), request.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult(),
            (TwilioRequests.Header, request.Headers.GetValues(TwilioRequests.Header).Single()));
    }
}

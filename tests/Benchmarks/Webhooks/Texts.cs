using System.Text;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <param name="Number">Which of the citizens wrote it, from 0.</param>
/// <param name="Bytes">The whole request.</param>
internal sealed record Text(int Number, string Sid, byte[] Bytes);

/// <summary>Signed requests as Twilio makes them, 200 citizens in turn, rendered before the clock starts.</summary>
internal static class Texts
{
    public const int Numbers = 200;
    public const string AuthToken = "an-auth-token-for-tests";
    public const string PublicUrl = "https://city.example";
    private static readonly TwilioRequests Twilio = new(AuthToken, PublicUrl);
    private static int _made;

    public static async Task<Text[]> MakeAsync(int count)
    {
        var texts = new Text[count];
        for (var i = 0; i < count; i++)
        {
            var sid = $"SM{_made++:D32}";
            using var request = Twilio.Text(
                new Uri("http://127.0.0.1"), sid, $"+4479460{i % Numbers:D5}", $"Good morning, when does the office on Mill Lane open? This is number {i}.");
            texts[i] = new Text(i % Numbers, sid, await RenderAsync(request));
        }

        return texts;
    }

    private static async Task<byte[]> RenderAsync(HttpRequestMessage request)
    {
        var body = await request.Content!.ReadAsByteArrayAsync();
        var head = $"POST {request.RequestUri!.PathAndQuery} HTTP/1.1\r\nHost: city.example\r\nUser-Agent: TwilioProxy/1.1\r\n"
            + $"{TwilioRequests.Header}: {request.Headers.GetValues(TwilioRequests.Header).Single()}\r\n"
            + $"Content-Type: {request.Content.Headers.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}

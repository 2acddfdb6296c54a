using System.Text;
using System.Text.Json;
using Omnichannel.Channels.Twilio;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class TwilioSignatureTests
{
    private const string Token = "a-token-for-tests";
    private const string Url = "https://city.example/sms/webhooks/twilio?tenant=7";
    private static readonly KeyValuePair<string, string>[] Fields = [new("To", "+15550100"), new("Body", "Bin & street"), new("From", "+447946000001")];

    [Fact]
    public void A_signature_over_the_url_and_the_sorted_fields_fits() =>
        Assert.True(TwilioSignature.Fits(TwilioSignature.Of(Token, Url, Fields.Reverse()), Token, Url, Fields, []));

    [Theory]
    [InlineData("https://city.example:443/sms/webhooks/twilio?tenant=7")]
    [InlineData("https://city.example/sms/webhooks/twilio?tenant=7")]
    public void A_default_port_may_be_signed_or_not(string signed)
    {
        var signature = TwilioSignature.Of(Token, signed, Fields);
        Assert.True(TwilioSignature.Fits(signature, Token, Url, Fields, []));
    }

    [Fact]
    public void Another_token_another_field_or_another_address_does_not_fit()
    {
        var signature = TwilioSignature.Of(Token, Url, Fields);
        Assert.False(TwilioSignature.Fits(signature, "another", Url, Fields, []));
        Assert.False(TwilioSignature.Fits(signature, Token, Url, [.. Fields, new("Extra", "")], []));
        Assert.False(TwilioSignature.Fits(signature, Token, Url + "&x=1", Fields, []));
        Assert.False(TwilioSignature.Fits("", Token, Url, Fields, []));
    }

    [Fact]
    public void A_json_body_is_covered_by_the_hash_in_the_query()
    {
        var body = Encoding.UTF8.GetBytes("""{"a":1}""");
        var url = $"https://city.example/x?bodySHA256={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body))}";
        var signature = TwilioSignature.Of(Token, url, []);
        Assert.True(TwilioSignature.Fits(signature, Token, url, [], body));
        Assert.False(TwilioSignature.Fits(signature, Token, url, [], Encoding.UTF8.GetBytes("""{"a":2}""")));
    }

    [Fact]
    public void Every_vector_beside_the_repository_is_judged_right()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Corpus, "signatures.json")));
        var cases = vectors.RootElement.GetProperty("twilio").GetProperty("cases").EnumerateArray().ToArray();
        Assert.NotEmpty(cases);
        foreach (var vector in cases)
        {
            KeyValuePair<string, string>[] fields = vector.TryGetProperty("params", out var list)
                ? [.. list.EnumerateArray().Select(pair => new KeyValuePair<string, string>(pair[0].GetString()!, pair[1].GetString()!))]
                : [];
            var body = vector.TryGetProperty("body", out var raw) ? Encoding.UTF8.GetBytes(raw.GetString()!) : [];
            var fits = TwilioSignature.Fits(
                vector.GetProperty("signature").GetString()!, vector.GetProperty("auth_token").GetString()!, vector.GetProperty("url").GetString()!, fields, body);
            Assert.True(fits == vector.GetProperty("valid").GetBoolean(), vector.GetProperty("name").GetString());
        }
    }
}

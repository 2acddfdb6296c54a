using System.Text;
using System.Text.Json;
using Omnichannel.Channels;
using Omnichannel.Channels.Meta;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class HubSignatureTests
{
    private static readonly byte[] Body = """{"object":"page"}"""u8.ToArray();

    [Fact]
    public void A_signature_over_the_raw_body_fits() => Assert.Equal(Authenticity.Authentic, Check(HubSignature.Of("secret", Body), "secret"));

    [Fact]
    public void The_secret_before_fits_while_it_is_being_replaced() =>
        Assert.Equal(Authenticity.Authentic, Check(HubSignature.Of("old", Body), "new", "old"));

    [Theory]
    [InlineData("", Authenticity.Missing)]
    [InlineData("sha256=", Authenticity.Wrong)]
    [InlineData("sha1=5c4a6b9a5e7a8b7c6d5e4f3a2b1c0d9e8f7a6b5c", Authenticity.Wrong)]
    [InlineData("sha256=zz", Authenticity.Wrong)]
    public void Another_signature_does_not(string signature, Authenticity expected) => Assert.Equal(expected, Check(signature, "secret"));

    [Fact]
    public void An_empty_secret_fits_nothing() => Assert.Equal(Authenticity.Wrong, Check(HubSignature.Of("", Body), "", null));

    [Fact]
    public void Every_vector_beside_the_repository_is_judged_right()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Corpus, "signatures.json")));
        var meta = vectors.RootElement.GetProperty("meta");
        foreach (var vector in meta.GetProperty("cases").EnumerateArray())
        {
            var request = new WebhookRequest(
                "POST", "/", "application/json", _ => vector.GetProperty("x_hub_signature_256").GetString()!, vector.GetProperty("body_base64").GetBytesFromBase64());
            var fits = HubSignature.Check(request, vector.GetProperty("app_secret").GetString()) == Authenticity.Authentic;
            // Upper-case hex, which Meta does not send, is left to us: refused.
            Assert.True(fits == (vector.GetProperty("valid").ValueKind == JsonValueKind.True), vector.GetProperty("name").GetString());
        }

        var proof = meta.GetProperty("appsecret_proof");
        Assert.Equal(
            proof.GetProperty("value").GetString(),
            HubSignature.ProofOf(proof.GetProperty("app_secret").GetString()!, proof.GetProperty("access_token").GetString()!));
    }

    private static Authenticity Check(string signature, params string?[] secrets) =>
        HubSignature.Check(new WebhookRequest("POST", "/", "application/json", name => name == HubSignature.Header ? signature : "", Body), secrets);
}

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d"}""", "\uFFFD")]
    [InlineData("""{"a":"\ude00x"}""", "\uFFFDx")]
    [InlineData("""{"a":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"a":"\\ud83d"}""", "\\ud83d")]
    [InlineData("""{"a":"\uD83D\ud83d\ude00"}""", "\uFFFD😀")]
    public void Half_an_emoji_becomes_a_mark_in_its_place(string json, string text)
    {
        using var read = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(text, read!.RootElement.Text("a"));
    }

    [Fact]
    public void Bytes_that_are_no_text_and_a_byte_order_mark_do_no_harm()
    {
        using var read = JsonBody.Parse([0xEF, 0xBB, 0xBF, .. "{\"a\":\"x"u8, 0xFF, .. "\"}"u8]);
        Assert.Equal("x\uFFFD", read!.RootElement.Text("a"));
    }

    [Fact]
    public void What_is_no_json_or_too_deep_is_nothing()
    {
        Assert.Null(JsonBody.Parse([]));
        Assert.Null(JsonBody.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))));
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class IdentityProofTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Key = "an identity secret of the tests, 32"u8.ToArray();

    [Fact]
    public async Task The_right_hash_proves_the_identifier()
    {
        var visitor = await ByHashAsync("citizen-42", HashOf("citizen-42"));
        Assert.Equal("user:citizen-42", visitor!.Id);
        Assert.True(visitor.IsProven);
        Assert.Empty(visitor.Proven);
    }

    [Fact]
    public async Task A_wrong_hash_is_never_linked()
    {
        Assert.Null(await ByHashAsync("citizen-42", HashOf("citizen-43")));
        Assert.Null(await ByHashAsync("citizen-42", HashOf("citizen-42").ToUpperInvariant()));
        Assert.Null(await ByHashAsync("citizen-42", HashOf("citizen-42")[..63]));
        Assert.Null(await ByHashAsync("citizen-42", ""));
    }

    [Fact]
    public async Task An_identifier_without_a_hash_proves_nothing()
    {
        Assert.Null(await CheckAsync(new IdentityClaim("citizen-42", null, null)));
        Assert.Null(await CheckAsync(new IdentityClaim(null, HashOf(""), null)));
        Assert.Null(await CheckAsync(new IdentityClaim(null, null, null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" citizen-42")]
    [InlineData("citizen-42\n")]
    [InlineData("citizen\0-42")]
    public async Task Identifiers_that_would_become_another_one_are_refused(string identifier) =>
        Assert.Null(await ByHashAsync(identifier, HashOf(identifier)));

    [Fact]
    public async Task An_identifier_that_is_a_phone_number_proves_the_number() =>
        Assert.Equal([new ContactPoint("phone", "+447946000001")], (await ByHashAsync("+447946000001", HashOf("+447946000001")))!.Proven);

    [Fact]
    public async Task An_identifier_that_is_an_address_proves_the_address() => Assert.Equal(
        [new ContactPoint("email", "ada@example.org")], (await ByHashAsync("Ada@example.org", HashOf("Ada@example.org")))!.Proven);

    [Fact]
    public async Task A_token_proves_its_subject_with_the_addresses_in_it()
    {
        var visitor = await ByJwtAsync($$"""{"sub":"citizen-42","exp":{{In(60)}},"phone_number":"+44 7946 000001","email":"Ada@Example.org","name":"Ada"}""");
        Assert.Equal("user:citizen-42", visitor!.Id);
        Assert.Equal([new ContactPoint("phone", "+447946000001"), new ContactPoint("email", "ada@example.org")], visitor.Proven);
    }

    [Fact]
    public async Task Addresses_that_the_issuer_has_not_checked_prove_nothing()
    {
        var visitor = await ByJwtAsync(
            $$"""{"sub":"citizen-42","exp":{{In(60)}},"phone_number":"+447946000001","phone_number_verified":false,"email":"a@b.example","email_verified":"false"}""");
        Assert.Empty(visitor!.Proven);
    }

    [Theory]
    [InlineData("0207 946 0001")]
    [InlineData("62345")]
    [InlineData("+0123456789")]
    [InlineData("+4479460000010000")]
    [InlineData("me")]
    public async Task A_number_that_is_not_international_links_nothing(string phone) =>
        Assert.Empty((await ByJwtAsync($$"""{"sub":"citizen-42","exp":{{In(60)}},"phone_number":"{{phone}}"}"""))!.Proven);

    [Fact]
    public async Task A_token_that_is_over_or_never_ends_or_has_not_begun_is_wrong()
    {
        Assert.Null(await ByJwtAsync($$"""{"sub":"citizen-42","exp":{{In(-61)}}}"""));
        Assert.Null(await ByJwtAsync("""{"sub":"citizen-42"}"""));
        Assert.Null(await ByJwtAsync($$"""{"sub":"citizen-42","exp":{{In(3600)}},"nbf":{{In(600)}}}"""));
        Assert.NotNull(await ByJwtAsync($$"""{"sub":"citizen-42","exp":{{In(-30)}}}"""));
    }

    [Fact]
    public async Task A_token_without_a_subject_is_wrong() => Assert.Null(await ByJwtAsync($$"""{"exp":{{In(60)}}}"""));

    [Fact]
    public async Task A_token_cannot_choose_how_it_is_checked()
    {
        var claims = $$"""{"sub":"citizen-42","exp":{{In(60)}}}""";
        Assert.Null(await ByJwtAsync(claims, """{"alg":"none"}""", sign: _ => []));
        Assert.Null(await ByJwtAsync(claims, """{"alg":"HS512"}""", sign: bytes => HMACSHA512.HashData(Key, bytes)));
        Assert.Null(await ByJwtAsync(claims, """{"alg":"HS256"}""", sign: bytes => HMACSHA256.HashData("another secret of the tests"u8, bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task What_is_no_token_proves_nothing(string jwt) => Assert.Null(await CheckAsync(new IdentityClaim(null, null, jwt)));

    private static string HashOf(string identifier) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(identifier)));

    private static long In(int seconds) => Now.AddSeconds(seconds).ToUnixTimeSeconds();

    private static Task<Visitor?> ByHashAsync(string identifier, string hash) => CheckAsync(new IdentityClaim(identifier, hash, null));

    private static Task<Visitor?> ByJwtAsync(string claims, string header = """{"alg":"HS256","typ":"JWT"}""", Func<byte[], byte[]>? sign = null)
    {
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = (sign ?? (bytes => HMACSHA256.HashData(Key, bytes)))(Encoding.UTF8.GetBytes(content));
        return CheckAsync(new IdentityClaim(null, null, $"{content}.{Base64Url.EncodeToString(signature)}"));
    }

    private static Task<Visitor?> CheckAsync(IdentityClaim claim) => IdentityProof.CheckAsync(claim, Key, Now);
}

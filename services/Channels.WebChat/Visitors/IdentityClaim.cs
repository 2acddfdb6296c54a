namespace Omnichannel.Channels.WebChat;

/// <summary>What the embedding site says about its user: an identifier with its hash, or a JWT.</summary>
/// <param name="Hash">Lower-case hex HMAC-SHA256 of the identifier, by the identity secret.</param>
/// <param name="Jwt">HS256, by the identity secret, with <c>sub</c> and <c>exp</c>; <c>phone_number</c> and <c>email</c> if known.</param>
internal sealed record IdentityClaim(string? Identifier, string? Hash, string? Jwt)
{
    /// <summary>Never what it claims.</summary>
    public override string ToString() => Jwt is null ? "identity by hash" : "identity by JWT";
}

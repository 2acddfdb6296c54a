using System.Security.Cryptography;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Our own addresses and message ids: each names a conversation or a message and carries a code (80 bits of HMAC-SHA256, the key follows from
/// the admin key), so that nobody can make one up. Lower-case hex survives mail servers that do not keep the case of local parts.
/// </summary>
internal sealed class MailTokens(AdminKey adminKey, EmailAccount options)
{
    private const string Reply = "reply";
    private const string Bounce = "bounce";
    private const string Message = "message";
    private readonly byte[] _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey.Value), "email tokens"u8);

    /// <summary>Where answers within a conversation go: <c>reply+ID.CODE@domain</c>, 59 characters before the @ of the 64 allowed.</summary>
    public string ReplyAddress(Guid conversationId) => $"{Reply}+{Token(Reply, conversationId)}@{options.Domain}";

    /// <summary>The envelope's sender of one message, so that its bounces name it.</summary>
    public string BounceAddress(Guid messageId) => $"{Bounce}+{Token(Bounce, messageId)}@{options.Domain}";

    /// <summary>A message's id in mail, in angle brackets: the same each time it is sent.</summary>
    public string MessageId(Guid messageId) => $"<{Token(Message, messageId)}@{options.Domain}>";

    /// <summary>The conversation that a reply address of ours names; null for any other address.</summary>
    public Guid? ConversationOf(string address) => IdIn(Reply, address);

    /// <summary>The message that a bounce address of ours names; null for any other address.</summary>
    public Guid? MessageOfBounceAddress(string address) => IdIn(Bounce, address);

    /// <summary>The message that an id of ours names; null for any other id.</summary>
    public Guid? MessageOfId(string messageId) =>
        messageId is ['<', .. var inner, '>'] && inner.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? IdOf(Message, inner[..at]) : null;

    /// <summary>True for an address that we made, right or forged: it is nobody's mailbox.</summary>
    public static bool IsOurKind(string address) =>
        address.StartsWith(Reply + "+", StringComparison.OrdinalIgnoreCase) || address.StartsWith(Bounce + "+", StringComparison.OrdinalIgnoreCase);

    private Guid? IdIn(string kind, string address) =>
        address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && address.Length < 400
        && address[..at].LastIndexOf($"{kind}+", StringComparison.OrdinalIgnoreCase) is 0
            ? IdOf(kind, address[(kind.Length + 1)..at])
            : null;

    private Guid? IdOf(string kind, string token) =>
        token.Length == 53 && token[32] == '.' && Guid.TryParseExact(token[..32], "N", out var id)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token.ToLowerInvariant()), Encoding.ASCII.GetBytes(Token(kind, id)))
            ? id
            : null;

    private string Token(string kind, Guid id) => $"{id:N}.{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"{kind} {id:N}"))[..10])}";
}

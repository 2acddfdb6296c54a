using System.Text.RegularExpressions;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>The contact points that a proven identity brings with it.</summary>
internal static partial class ProvenAddress
{
    /// <summary>Sites that know their users by phone number or e-mail address use it as identifier.</summary>
    public static IEnumerable<ContactPoint> OfIdentifier(string identifier) =>
        PhoneNumber.IsE164(identifier) ? OfPhone(identifier) : OfEmail(identifier);

    /// <summary>Nothing for what is no international number: a wrong link is worse than none.</summary>
    public static IEnumerable<ContactPoint> OfPhone(string? phone) =>
        phone is not null && PhoneNumber.Read(phone) is { IsInternational: true, Address: var number } ? [new ContactPoint(ContactPoint.Phone, number)] : [];

    public static IEnumerable<ContactPoint> OfEmail(string? email) =>
        email is { Length: <= 254 } && Email().IsMatch(email) ? [ContactPoint.Of("email", email)] : [];

    [GeneratedRegex("""^[^\s@<>"(),:;\[\]\\]+@[^\s@<>"(),:;\[\]\\]+\.[^\s@.<>"(),:;\[\]\\]+\z""")]
    private static partial Regex Email();
}

using System.Text.RegularExpressions;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>The contact points that a proven identity brings with it.</summary>
internal static partial class ProvenAddress
{
    /// <summary>Sites that know their users by phone number or e-mail address use it as identifier.</summary>
    public static IEnumerable<ContactPoint> OfIdentifier(string identifier) =>
        E164().IsMatch(identifier) ? OfPhone(identifier) : OfEmail(identifier);

    /// <summary>Nothing for what is no international number: a wrong link is worse than none.</summary>
    public static IEnumerable<ContactPoint> OfPhone(string? phone)
    {
        if (phone is null || ContactPoint.Of("sms", phone) is not { } contactPoint || !E164().IsMatch(contactPoint.Address))
            return [];
        return [contactPoint];
    }

    public static IEnumerable<ContactPoint> OfEmail(string? email) =>
        email is { Length: <= 254 } && Email().IsMatch(email) ? [ContactPoint.Of("email", email)] : [];

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex("""^[^\s@<>"(),:;\[\]\\]+@[^\s@<>"(),:;\[\]\\]+\.[^\s@.<>"(),:;\[\]\\]+\z""")]
    private static partial Regex Email();
}

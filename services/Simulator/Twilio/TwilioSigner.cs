using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Simulator;

/// <summary>
/// Signs webhooks as Twilio does. Written from Twilio's documentation and on purpose not shared with the side that checks: a mistake in one
/// of the two shows as a refusal.
/// </summary>
internal static class TwilioSigner
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="url">Exactly as it is called, with query, without fragment.</param>
    /// <param name="form">No name twice.</param>
    public static string Sign(string authToken, string url, IReadOnlyDictionary<string, string> form)
    {
        var text = new StringBuilder(url);
        foreach (var name in form.Keys.Order(StringComparer.Ordinal))
            text.Append(name).Append(form[name]);
#pragma warning disable CA5350 // Twilio's scheme is HMAC-SHA1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
#pragma warning restore CA5350
    }
}

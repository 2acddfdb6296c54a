using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omnichannel.Simulator;

/// <summary>Twilio's JSON: snake case, null where there is nothing.</summary>
internal static class TwilioJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>RFC 2822, as all of Twilio's dates in the API of 2010.</summary>
    public static string DateOf(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}

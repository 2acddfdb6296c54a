using System.Globalization;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// What a caller hears while a request cannot be made durable in time: one moment, and then the telephone network comes again with the
/// same request. So nothing is acknowledged too early, and nobody hears an error message.
/// </summary>
internal static class RetryPrompt
{
    private const int Most = 3;

    /// <summary>Fields that the form of the next request will not have; none of them says anything about a person.</summary>
    private static readonly string[] Kept =
        ["QueueResult", "QueueTime", "DialCallStatus", "DialCallSid", "DialCallDuration", "RecordingSid", "RecordingDuration"];

    /// <summary>Null after the last retry.</summary>
    public static TwimlDocument? Answer(CallRequest request, Menu menu, TwilioVoiceOptions options)
    {
        var again = request.Number("again") ?? 0;
        if (again >= Most)
            return null;
        var language = menu.LanguageFor(request.Query("lang"));
        return new TwimlDocument().Say(menu.Texts.Patience.In(language), language).Pause(2).Redirect(UrlOf(request, again + 1, options));
    }

    private static string UrlOf(CallRequest request, int again, TwilioVoiceOptions options)
    {
        var target = Without(request.Target, "again");
        var url = options.PublicUrl + target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?")
            + string.Create(CultureInfo.InvariantCulture, $"again={again}");
        foreach (var name in Kept.Where(name => request.Query(name) is null && request[name] is not null))
            url += $"&{name}={Uri.EscapeDataString(request[name]!)}";
        // A key of a menu says nothing about anybody; a longer number might, and the caller has to enter it again.
        return request.Query("Digits") is null && request["Digits"] is [var key] && char.IsAsciiDigit(key) ? $"{url}&Digits={key}" : url;
    }

    private static string Without(string target, string name)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
            return target;
        var rest = target[(question + 1)..].Split('&').Where(part => !part.StartsWith($"{name}=", StringComparison.Ordinal)).ToArray();
        return rest.Length == 0 ? target[..question] : $"{target[..question]}?{string.Join('&', rest)}";
    }
}

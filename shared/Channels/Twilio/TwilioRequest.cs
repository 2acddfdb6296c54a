namespace Omnichannel.Channels.Sms;

/// <summary>What Twilio's message and status requests share: the check of their signature, and the body as form fields.</summary>
internal static class TwilioRequest
{
    public static Authenticity Check(WebhookRequest request, TwilioSmsOptions options)
    {
        var signature = request.Header(TwilioSignature.Header);
        if (signature.Length == 0)
            return Authenticity.Missing;
        // Fields are part of what is signed only when they came as a form.
        IReadOnlyList<KeyValuePair<string, string>> fields = [];
        if (IsForm(request.ContentType))
        {
            if (FormBody.Read(request.Body) is not { } form)
                return Authenticity.Wrong;
            fields = form.Fields;
        }

        var url = options.PublicUrl + request.RawTarget;
        var fits = TwilioSignature.Fits(signature, options.AuthToken, url, fields, request.Body);
        if (options.PreviousAuthToken is { Length: > 0 } previous)
            fits |= TwilioSignature.Fits(signature, previous, url, fields, request.Body);
        return fits ? Authenticity.Authentic : Authenticity.Wrong;
    }

    private static bool IsForm(string? contentType) =>
        contentType is not null && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}

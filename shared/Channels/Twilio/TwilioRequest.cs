namespace Omnichannel.Channels.Twilio;

/// <summary>What all of Twilio's webhooks share: the check of their signature, over the body as form fields.</summary>
public static class TwilioRequest
{
    /// <param name="publicUrl">Our address as Twilio sees and signs it, without the route.</param>
    /// <param name="authTokens">The account's token, and the one before while it is being rotated.</param>
    public static Authenticity Check(WebhookRequest request, string publicUrl, params IReadOnlyList<string?> authTokens)
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

        var fits = false;
        foreach (var token in authTokens)
            fits |= token is { Length: > 0 } && TwilioSignature.Fits(signature, token, publicUrl + request.RawTarget, fields, request.Body);
        return fits ? Authenticity.Authentic : Authenticity.Wrong;
    }

    private static bool IsForm(string? contentType) =>
        contentType is not null && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}

namespace Omnichannel.Channels.Email;

/// <summary>Which senders and recipients a listener takes.</summary>
internal static class EnvelopeRules
{
    /// <summary>Why not, as a reply; null = welcome.</summary>
    /// <param name="path">Null when it could not be read.</param>
    public static string? RefusalOfSender(SmtpPath? path, ListenerSetup listeners)
    {
        if (path is null)
            return "501 5.1.7 Bad sender address syntax";
        if (path.Parameters.Keys.Any(key => key is not ("SIZE" or "BODY" or "SMTPUTF8")))
            return "555 5.5.4 Unsupported parameter";
        if (path.Parameters.TryGetValue("SIZE", out var size) && (!long.TryParse(size, out var bytes) || bytes > listeners.MaxSize))
            return "552 5.3.4 Message size exceeds limit";
        if (path.Parameters.TryGetValue("BODY", out var body) && body.ToUpperInvariant() is not ("7BIT" or "8BITMIME"))
            return "501 5.5.4 Unknown BODY parameter";
        return path.IsAscii || path.Parameters.ContainsKey("SMTPUTF8") ? null : "553 5.6.7 Address requires SMTPUTF8";
    }

    /// <summary>Why not, as a reply; null = accepted. No relaying for anybody; <c>postmaster</c> without a domain is ours.</summary>
    /// <param name="path">Null when it could not be read.</param>
    /// <param name="count">Recipients so far.</param>
    public static string? RefusalOfRecipient(SmtpPath? path, int count, EmailAccount options)
    {
        if (path is not { Address.Length: > 0 })
            return "501 5.1.3 Bad recipient address syntax";
        if (path.Parameters.Count > 0)
            return "555 5.5.4 Unsupported parameter";
        if (count >= ListenerSetup.MaxRecipients)
            return "452 4.5.3 Too many recipients";
        return path.Domain.Length == 0 || options.Domains.Contains(path.Domain, StringComparer.OrdinalIgnoreCase) ? null : "550 5.7.1 Relaying denied";
    }
}

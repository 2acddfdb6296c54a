namespace Omnichannel.Channels.Email;

/// <summary>Mail servers' status codes (RFC 3463, 5248) as our reasons.</summary>
internal static class MailStatus
{
    /// <summary>A stable reason for a failure.</summary>
    /// <param name="status">Such as <c>5.1.1</c>; null when only a reply code is known.</param>
    /// <param name="reply">Such as 550; 0 when unknown.</param>
    public static string ReasonOf(string? status, int reply) => Detail(status) switch
    {
        "1.1" or "1.6" or "1.10" => "recipient.unknown",
        "1.0" or "1.3" => "recipient.bad-address",
        "1.2" => "recipient.bad-domain",
        "2.0" or "2.1" => "recipient.disabled",
        "2.2" => "recipient.mailbox-full",
        "2.3" or "3.4" => "message.too-large",
        "4.0" or "4.1" or "4.2" or "4.3" or "4.4" or "4.6" or "4.7" => "recipient.unreachable",
        "6.7" => "recipient.needs-smtputf8",
        "7.8" or "7.9" => "provider.credentials",
        { } detail when detail.StartsWith("7.", StringComparison.Ordinal) => "provider.refused",
        _ => reply switch
        {
            550 or 551 => "recipient.unknown",
            552 => "recipient.mailbox-full",
            553 => "recipient.bad-address",
            530 or 535 => "provider.credentials",
            554 => "provider.refused",
            _ => "recipient.not-delivered",
        },
    };

    /// <summary>The first enhanced status code in a text; null when there is none.</summary>
    public static string? In(string? text)
    {
        foreach (var word in (text ?? "").Split([' ', '-', '#', '(', ')', ';', ',', '\n', '\t', '<', '>', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.TrimEnd('.', ':').Split('.');
            if (parts is [['2' or '4' or '5'], { Length: > 0 and <= 3 }, { Length: > 0 and <= 3 }] && parts[1].All(char.IsAsciiDigit) && parts[2].All(char.IsAsciiDigit))
                return string.Join('.', parts);
        }

        return null;
    }

    private static string? Detail(string? status) => status is [_, '.', ..] ? status[2..] : null;
}

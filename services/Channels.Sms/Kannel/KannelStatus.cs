using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>Kannel's delivery reports as our states and reasons: the value of <c>%d</c>, and what the SMS centre wrote, <c>%A</c> (SMPP 3.4, appendix B).</summary>
internal static class KannelStatus
{
    private const int Delivered = 1;
    private const int Failed = 2;
    private const int Buffered = 4;
    private const int Taken = 8;
    private const int Refused = 16;

    /// <summary>Null for a value that means nothing. Kannel sends one bit at a time; should several come, the furthest counts.</summary>
    public static DeliveryState? StateOf(string type)
    {
        if (!int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return null;
        return value switch
        {
            _ when (value & Delivered) != 0 => DeliveryState.Delivered,
            _ when (value & (Failed | Refused)) != 0 => DeliveryState.Failed,
            // Buffered: the network has it and tries on.
            _ when (value & (Taken | Buffered)) != 0 => DeliveryState.Sent,
            _ => null,
        };
    }

    /// <summary>The centre's own code: <c>stat</c> and <c>err</c> of a receipt, or the status of a refusal; null when it says neither.</summary>
    public static string? CodeOf(string reply)
    {
        if (reply.StartsWith("NACK/", StringComparison.Ordinal))
        {
            var end = reply.IndexOf('/', 5);
            return Bounded(end < 0 ? reply[5..] : reply[5..end]);
        }

        var (stat, err) = (Field(reply, "stat:"), Field(reply, "err:"));
        return Bounded(string.Join(' ', new[] { stat, err }.OfType<string>()));
    }

    /// <summary>A stable reason for a failure.</summary>
    public static string ReasonOf(string? code) => code?.Split(' ')[0].ToUpperInvariant() switch
    {
        "EXPIRED" or "UNDELIV" => "recipient.unreachable",
        "REJECTD" => "carrier.filtered",
        "0X0000000B" => "recipient.bad-number",
        "0X0000000A" => "sender.bad-number",
        "0X00000001" => "text.too-long",
        _ => "provider.failed",
    };

    private static string? Field(string reply, string name)
    {
        var at = reply.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = reply[(at + name.Length)..].TrimStart();
        var end = value.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? value : value[..end];
    }

    /// <summary>A receipt may repeat text of the message; a code is short, and of letters and digits.</summary>
    private static string? Bounded(string code) =>
        code.Length is > 0 and <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.') ? code : null;
}

using System.Globalization;
using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>What Kannel calls: the <c>get-url</c> of our documentation for an inbound message, and a message's own <c>dlr-url</c>.</summary>
internal static class KannelCalls
{
    private const string SmsCentre = "SIMULATOR";

    public static HttpRequestMessage Inbound(SimulatorAccount account, PhoneMessage message)
    {
        var isUnicode = !SmsText.FitsGsm(message.Text);
        var bytes = isUnicode ? Encoding.BigEndianUnicode.GetBytes(message.Text) : Encoding.UTF8.GetBytes(message.Text);
        var query = new StringBuilder($"secret={account.Kannel.Secret}&from={Escape(message.Phone)}&to={Escape(message.Ours)}&id={message.Sid}&smsc={SmsCentre}")
            .Append(CultureInfo.InvariantCulture, $"&ts={message.At.ToUnixTimeSeconds()}&coding={(isUnicode ? 2 : 0)}&charset={(isUnicode ? "UTF-16BE" : "UTF-8")}")
            .Append("&udh=&hex=").Append(Convert.ToHexStringLower(bytes)).Append("&text=");
        foreach (var b in bytes)
            query.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        return Get($"{account.PublicUrl}/sms/webhooks/kannel?{query}");
    }

    public static HttpRequestMessage Report(string address, PhoneMessage message)
    {
        var (type, reply) = message.State switch
        {
            MessageStates.Delivered => ("1", $"id:{message.Sid} sub:001 dlvrd:001 stat:DELIVRD err:000"),
            MessageStates.Undelivered => ("2", $"id:{message.Sid} sub:001 dlvrd:000 stat:UNDELIV err:027"),
            _ => ("8", "ACK/"),
        };
        var time = message.ChangedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Get(Fill(address, escape => escape switch
        {
            'd' => type,
            'A' => reply,
            'F' => message.Sid,
            'i' => SmsCentre,
            'T' => time,
            'p' => message.Ours,
            'P' => message.Phone,
            _ => "",
        }));
    }

    /// <summary>Replaces escapes by values; two percent signs are one.</summary>
    private static string Fill(string address, Func<char, string> valueOf)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] != '%' || i + 1 == address.Length)
                filled.Append(address[i]);
            else if (address[++i] == '%')
                filled.Append('%');
            else
                filled.Append(Escape(valueOf(address[i])));
        }

        return filled.ToString();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static HttpRequestMessage Get(string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, WebAddress.Verbatim(url));
        request.Headers.UserAgent.ParseAdd("Kannel/1.4.5");
        return request;
    }
}

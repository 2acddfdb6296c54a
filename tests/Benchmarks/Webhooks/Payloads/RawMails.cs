using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Whole mails, as one's own mail server posts them, with an HMAC-SHA256 over their bytes.</summary>
internal sealed class RawMails : IProvider
{
    private const string Secret = "a-secret-for-the-tests";

    public string Name => "mail";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        new("Email__Inbound__Secret", Secret), new("Email__Smtp__Host", "127.0.0.1"), new("Email__Smtp__Port", "9"), new("Email__Smtp__From", "city@city.example"),
    ];

    public byte[] Render(string id, string number, string words)
    {
        var mail = Encoding.UTF8.GetBytes(string.Join(
            "\r\n",
            $"Return-Path: <citizen{number[1..]}@mail.example>", $"From: Anna Example <citizen{number[1..]}@mail.example>", "To: City Hall <city@city.example>",
            "Subject: A question", $"Message-ID: <{id}@mail.example>", "Date: Sat, 21 Nov 2026 10:00:00 +0000", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", words, ""));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), mail));
        return Wire.Post("/email/webhooks/raw", "message/rfc822", mail, ("X-Omnichannel-Signature", $"sha256={signature}"));
    }
}

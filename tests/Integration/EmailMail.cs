using System.Security.Cryptography;
using System.Text;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;

namespace Omnichannel.Integration;

/// <summary>Mails as a mail server's script posts them.</summary>
internal static class EmailMail
{
    public static string SimulatedSecret { get; } =
        SimulatedMail.For(new AdminKey(RunningServer.AdminKey, null, false), new SimulatorOptions()).InboundSecret;

    public static HttpRequestMessage Signed(string mail, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
        var request = new HttpRequestMessage(HttpMethod.Post, "/email/webhooks/raw") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("message/rfc822");
        request.Headers.Add("X-Omnichannel-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes))}");
        return request;
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Simulator;

/// <summary>HTTP Basic with account SID and auth token.</summary>
internal static class TwilioAccess
{
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var twilio = http.RequestServices.GetRequiredService<SimulatorAccount>().Twilio;
        // Hashes have one length, so that the comparison takes the same time whatever was sent.
        var fits = CryptographicOperations.FixedTimeEquals(
            Hash(CredentialsOf(http.Request)), Hash(Encoding.UTF8.GetBytes($"{twilio.AccountSid}:{twilio.AuthToken}")));
        if (!fits)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
            return TwilioError.Of(401, 20003, "Authenticate");
        }

        return http.GetRouteValue("sid") as string == twilio.AccountSid
            ? await next(context)
            : TwilioError.Of(404, 20404, "The requested resource was not found");
    }

    private static byte[] CredentialsOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return [];
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length) ? bytes[..length] : [];
    }

    private static byte[] Hash(byte[] credentials) => SHA256.HashData(credentials);
}

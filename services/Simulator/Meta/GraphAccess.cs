using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Simulator;

/// <summary>
/// A token in the header or the query, and the proof that goes with it. Written from Meta's documentation and on purpose not shared with the
/// side that makes them.
/// </summary>
internal static class GraphAccess
{
    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var app = http.RequestServices.GetRequiredService<MetaPlay>().App;
        if (!Same(TokenOf(http.Request), app.AccessToken))
            return GraphError.Of(401, 190, "Invalid OAuth access token");
        // A file's own address carries no proof; everything else does.
        var proof = http.Request.Query["appsecret_proof"].ToString();
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.AppSecret), Encoding.UTF8.GetBytes(app.AccessToken)));
        return proof.Length > 0 && !Same(proof, expected)
            ? GraphError.Of(400, 100, "Invalid appsecret_proof provided in the API argument")
            : await next(context);
    }

    private static string TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : request.Query["access_token"].ToString();
    }

    /// <summary>Hashes have one length, so that the comparison takes the same time whatever was sent.</summary>
    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}

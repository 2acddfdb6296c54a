using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Meta;

/// <summary>Meta's callback address: the handshake by GET when it is entered in Meta's console, the events by POST.</summary>
public static class MetaWebhook
{
    /// <summary>Meta sends up to 3 MB.</summary>
    private const long MaxBody = 4 * 1024 * 1024;

    public static void MapMetaWebhook(this IEndpointRouteBuilder routes, string pattern, MetaReader reader, MetaAccount account)
    {
        routes.MapGet(pattern, (HttpContext http) => ShakeHands(http.Request.Query, account.VerifyToken)).AllowAnonymous().WithTags("webhooks")
            .Produces<string>(200, MediaTypeNames.Text.Plain).Refuses(403)
            .WithName(WebhookEndpoint.NameOf($"{reader.Channel}{pattern}/handshake"))
            .WithSummary("Meta checks here that the address is ours");
        routes.MapWebhook(pattern, reader, MaxBody, () => Results.Ok());
    }

    /// <summary>The challenge comes back as plain text, exactly as it was.</summary>
    private static IResult ShakeHands(IQueryCollection query, string verifyToken)
    {
        var knows = CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString())), SHA256.HashData(Encoding.UTF8.GetBytes(verifyToken)));
        return knows && query["hub.mode"] == "subscribe" && query["hub.challenge"] is [{ Length: > 0 and <= 1_000 } challenge]
            ? Results.Text(challenge, MediaTypeNames.Text.Plain)
            : Problems.Of(403, "handshake.refused", "The verify token is not the one that is configured here.");
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>The widget on a page of a made-up town, where one can also sign in as somebody.</summary>
internal static class Demo
{
    internal sealed record SignIn([Required] string? Phone);

    internal sealed record Identity(string Identifier, string Hash);

    public static void Map(IEndpointRouteBuilder routes, WebChatOptions options)
    {
        MapFile(routes, "/demo", "demo/demo.html", "text/html; charset=utf-8");
        MapFile(routes, "/demo/demo.css", "demo/demo.css", "text/css; charset=utf-8");
        MapFile(routes, "/demo/demo.js", "demo/demo.js", "text/javascript; charset=utf-8");
        // Where a site signs its users itself, nobody else does.
        if (options.HasDemoIdentity)
        {
            routes.MapPost("/demo/identity", (SignIn body) => Sign(body, options)).RequireScope(Scopes.Connect, Scopes.Agent)
                .Produces<Identity>().WithName("SignInAtDemo").WithSummary("Be a citizen with this phone number on the demo page");
        }
    }

    private static IResult Sign(SignIn body, WebChatOptions options) =>
        ProvenAddress.OfPhone(body.Phone?.Trim()).FirstOrDefault() is { } phone
            ? Results.Ok(new Identity(phone.Address, IdentityProof.HashOf(phone.Address, options.IdentityKey)))
            : Problems.Of(422, "phone.wrong", "Write the number internationally, like +44 7946 000001.");

    private static void MapFile(IEndpointRouteBuilder routes, string route, string path, string contentType)
    {
        var file = new WebFile(WebFile.Read(path), contentType);
        routes.MapGet(route, (HttpContext http) => file.Answer(http)).AllowAnonymous().ExcludeFromDescription();
    }
}

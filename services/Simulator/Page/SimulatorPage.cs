using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Omnichannel.Simulator;

/// <summary>The page that plays a citizen's phone. It is open to all and knows nothing: every call it makes carries the visitor's key.</summary>
internal static class SimulatorPage
{
    private const string Folder = "page/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // One route per file that is there: no name from outside ever becomes a path.
        foreach (var resource in typeof(SimulatorPage).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var file = resource[Folder.Length..];
            var content = Read(resource);
            routes.MapGet(file == "index.html" ? "/" : $"/{file}", (HttpContext http) => Answer(http, content, ContentTypeOf(file)))
                .AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static IResult Answer(HttpContext http, byte[] content, string contentType)
    {
        // Names carry no version: browsers revalidate each time, and after an update page and script fit together.
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(content, contentType);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(SimulatorPage).Assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string ContentTypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Omnichannel.Channels.WebChat;

/// <summary>The widget's words, one JSON file a language. English comes with the widget; a page fetches one other at most.</summary>
internal static class WidgetTexts
{
    public const string Own = "en";

    /// <summary>By the files that there are: a language more is a file more.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(WidgetTexts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal),
    ];

    public static byte[] Read(string language) => WebFile.Read($"texts/{language}.json");

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var language in Languages)
        {
            var file = new WebFile(Read(language), "application/json; charset=utf-8");
            routes.MapGet($"/texts/{language}.json", (HttpContext http) =>
            {
                http.Response.Headers.AccessControlAllowOrigin = "*";
                return file.Answer(http);
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }
}

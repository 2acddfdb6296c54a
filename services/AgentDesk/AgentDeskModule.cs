using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.AgentDesk;

/// <summary>The staff desk: a page that uses the public HTTP surface like anybody else.</summary>
public sealed class AgentDeskModule : IServiceModule
{
    public string Name => "desk";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddSettings<DeskOptions>();
        builder.Services.AddSingleton(provider => new DeskFiles(
            provider.GetRequiredService<DeskOptions>().Files is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "desk")));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    public void MapRootEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", DeskFiles.PageAsync).AllowAnonymous().ExcludeFromDescription();
        // The page's own places: a conversation, a citizen, campaigns, one of them.
        foreach (var place in new[] { "/c/{id}", "/p/{id}", "/campaigns", "/campaigns/{id}" })
            routes.MapGet(place, DeskFiles.PageAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/assets/{file}", DeskFiles.AssetAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.svg", DeskFiles.IconAsync).AllowAnonymous().ExcludeFromDescription();
    }
}

/// <summary>The built page on disk; where it was not built, a page that says so.</summary>
internal sealed class DeskFiles(string folder)
{
    private readonly PhysicalFileProvider? _files = Directory.Exists(folder) ? new PhysicalFileProvider(Path.GetFullPath(folder)) : null;

    public static IResult PageAsync(DeskFiles desk) => desk.Find("index.html") is { } page
        ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
        : Results.Text(
            "The desk was not built: it needs Node.js. Install it and run 'make run' again; everything else is served.",
            "text/plain", statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Names carry a hash of their content, so they may be kept for ever.</summary>
    public static IResult AssetAsync(string file, DeskFiles desk, HttpContext http)
    {
        if (desk.Find(Path.Combine("assets", file)) is not { } asset)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Stream(asset.CreateReadStream(), ContentTypeOf(file), lastModified: asset.LastModified);
    }

    public static IResult IconAsync(DeskFiles desk) =>
        desk.Find("favicon.svg") is { } icon ? Results.Stream(icon.CreateReadStream(), "image/svg+xml") : Results.NotFound();

    private IFileInfo? Find(string path) => _files?.GetFileInfo(path) is { Exists: true } file ? file : null;

    private static string ContentTypeOf(string file) => Path.GetExtension(file) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Omnichannel.Simulator;

/// <summary>The part of Meta's Graph API that sends messages and keeps media, at Meta's own routes.</summary>
internal static class GraphRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Open to the scheme of our own keys, for it has one of its own.
        var open = routes.MapGroup("/meta").AllowAnonymous().ExcludeFromDescription();
        var graph = open.MapGroup("/{version:regex(^v\\d+\\.\\d+$)}").AddEndpointFilter(GraphAccess.CheckAsync);
        graph.MapPost("/{sender}/messages", (string sender, HttpContext http, AcceptMessage slice) => slice.HandleAsync(sender, http));
        graph.MapPost("/{sender}/media", UploadAsync);
        graph.MapGet("/{id}", Tell);
        open.MapGet("/files/{id}", Download).AddEndpointFilter(GraphAccess.CheckAsync);
        // Messenger's files have signed addresses that need no token; here the id is what cannot be guessed.
        open.MapGet("/cdn/{id}", Download);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, MetaFiles files)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MetaFiles.MaxFile + 64 * 1024;
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (form["messaging_product"] != "whatsapp" || form.Files.GetFile("file") is not { Length: > 0 and <= MetaFiles.MaxFile } file)
            return GraphError.Of(400, 100, "Invalid parameter");
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, http.RequestAborted);
        return Results.Json(new { id = files.Add(form["type"].ToString(), file.FileName, bytes.ToArray()).Id });
    }

    private static IResult Tell(string id, MetaFiles files, MetaPlay play) => files.TryFind(id, out var file)
        ? Results.Json(new
        {
            messaging_product = "whatsapp",
            url = $"{play.App.BaseUrl}/files/{file.Id}",
            mime_type = file.ContentType,
            sha256 = file.Sha256,
            file_size = file.Bytes.Length,
            id = file.Id,
        })
        : GraphError.Of(400, 100, "Unsupported get request. Object with that id does not exist");

    /// <summary>Whatever it is, a browser only ever saves it.</summary>
    private static IResult Download(string id, MetaFiles files) =>
        files.TryFind(id, out var file) ? Results.Bytes(file.Bytes, "application/octet-stream", file.Name ?? file.Id) : Results.NotFound();
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>A visitor's file comes: the bytes as the body, before the message that it goes with.</summary>
internal sealed class ReceiveFile(WebChatOptions options, VisitorRates rates, IAttachmentStore store, TimeProvider time)
{
    /// <summary>The visitor's token. Not Authorization: that is for keys.</summary>
    public const string TokenHeader = "Omnichannel-Visitor";

    /// <param name="Ticket">To be shown when the message is sent.</param>
    internal sealed record Taken(string Ticket, string? Name, string ContentType, long Size);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/attachments", ([FromHeader(Name = TokenHeader)] string? token, string? id, string? name, ReceiveFile slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(token, id, name, http, ct))
            .AllowAnonymous().Produces<Taken>().TakesBody("*/*").Refuses(401, 403, 415, 429)
            .WithName("SendVisitorFile").WithSummary("A visitor's file, before its message");
        routes.MapMethods("/attachments", ["OPTIONS"], (ReceiveFile slice, HttpContext http) => slice.Preflight(http))
            .AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Browsers send a preflight request before a file from another site.</summary>
    public IResult Preflight(HttpContext http)
    {
        if (!AllowOrigin(http))
            return NotAllowed();
        var headers = http.Response.Headers;
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = $"Content-Type, {TokenHeader}";
        headers.AccessControlMaxAge = "3600";
        return Results.NoContent();
    }

    /// <param name="id">The page's own id of the file: the same again is the same file.</param>
    public async Task<IResult> HandleAsync(string? token, string? id, string? name, HttpContext http, CancellationToken ct)
    {
        if (!AllowOrigin(http))
            return NotAllowed();
        if (VisitorToken.Read(token ?? "", options.SessionKey, time.GetUtcNow()) is not var (visitor, _))
            return Problems.Of(401, "visitor.unknown", "This page is no visitor's, or no longer; open the chat again.");
        if (!VisitorMessages.IsClientId(id))
            return Problems.Of(400, "client-id.wrong", "A file needs an id of letters, digits, '-' or '_'.");
        if (rates.TryTakeFile(visitor.Id, PageAddress.Of(http)) is { Ticks: > 0 } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.Of(429, "rate.limited", "Too many files at once; send the next one in a moment.");
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = options.AttachmentSize;
        // Keyed: a visitor's id can be a phone number, and the id of a file is no secret.
        var fileId = DerivedId.Keyed(options.SessionKey, "webchat-file", visitor.Id, id!);
        var stored = await store.SaveAsync(fileId, http.Request.Body, name, http.Request.ContentType, options.AttachmentSize, ct);
        if (stored.Size > 0 && VisitorFiles.Takes(stored.ContentType, await HeadAsync(fileId, ct)))
            return Results.Ok(new Taken(AttachmentTicket.Write(visitor, stored.ToContract(), options.SessionKey), stored.Name, stored.ContentType, stored.Size));
        await store.DeleteAsync(fileId, ct);
        return Problems.Of(415, "attachment.wrong-type", "Pictures, PDF, text, office documents, audio and video can be sent, and nothing else.");
    }

    private async Task<byte[]> HeadAsync(Guid id, CancellationToken ct)
    {
        await using var open = await store.OpenAsync(id, ct);
        var head = new byte[ContentTypes.HeadLength];
        return open is null ? [] : head[..await open.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)];
    }

    private bool AllowOrigin(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        http.Response.Headers.Vary = "Origin";
        if (!OriginRule.Allows(origin, http.Request.Host, OriginRule.IsLoopback(http.Request), options.AllowedOrigins))
            return false;
        if (origin.Length > 0)
            http.Response.Headers.AccessControlAllowOrigin = origin;
        return true;
    }

    private static IResult NotAllowed() => Problems.Of(403, "origin.not-allowed", "Pages of this site may not use the chat: see WebChat:AllowedOrigins.");
}

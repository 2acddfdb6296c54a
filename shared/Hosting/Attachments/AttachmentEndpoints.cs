using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>Files in and out. Whatever a file is, a browser only ever saves it.</summary>
internal static class AttachmentEndpoints
{
    public static void AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton<FolderAttachments>().AddSingleton<S3Bucket>().AddSingleton<S3Attachments>().AddSingleton<IInstallationCheck, S3Check>();
        services.AddSingleton<IAttachmentStore>(provider =>
            provider.GetRequiredService<S3Options>().IsSet ? provider.GetRequiredService<S3Attachments>() : provider.GetRequiredService<FolderAttachments>());
        services.AddSingleton<AttachmentLinks>();
    }

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        var attachments = routes.MapGroup("/attachments").WithTags("attachments");
        attachments.MapPost("/", SaveAsync).RequireScope(Scopes.Agent, Scopes.Connect).WithMetadata(new StreamedBody())
            .TakesBody("*/*").Produces<Attachment>(201)
            .WithName("SaveAttachment").WithSummary("Store a file to send: its bytes as the body, its name as ?name=");
        attachments.MapGet("/{id:guid}", ShowAsync).RequireAuthorization(policy => policy.RequireAssertion(context =>
                context.User.HasScope(Scopes.Read) || context.User.HasScope(Scopes.Agent) || IsSigned(context.Resource as HttpContext)))
            .Produces(200).AnswersFile().TakesSignedLink(Scopes.Read, Scopes.Agent)
            .WithName("ReadAttachment").WithSummary("A file, to be saved: for agents, and for whoever has a signed link");
    }

    private static bool IsSigned(HttpContext? http) =>
        http is not null
        && Guid.TryParse(http.GetRouteValue("id") as string, out var id)
        && http.RequestServices.GetRequiredService<AttachmentLinks>().Allows(
            id, long.TryParse(http.Request.Query["until"], out var until) ? until : null, http.Request.Query["signature"]);

    private static async Task<IResult> SaveAsync(
        HttpContext http, IAttachmentStore store, AttachmentOptions options, string? name, CancellationToken ct)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = options.MaxSize;
        var stored = await store.SaveAsync(http.CommandId(), http.Request.Body, name, http.Request.ContentType, options.MaxSize, ct);
        return Results.Created(Attachment.UrlOf(stored.Id), stored.ToContract());
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, IAttachmentStore store, CancellationToken ct)
    {
        if (await store.OpenAsync(id, ct) is not { } open)
            return Problems.Of(404, "attachment.missing", "There is no such file.");
        var headers = http.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(open.File.Name ?? id.ToString());
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        return Results.Stream(open.Content, open.File.ContentType, enableRangeProcessing: true);
    }
}

/// <summary>Marks an endpoint whose body is too large to be remembered: its <c>Idempotency-Key</c> names what it makes, nothing more.</summary>
internal sealed class StreamedBody;

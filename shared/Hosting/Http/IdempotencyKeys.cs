using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>The first answers to requests with an <c>Idempotency-Key</c>, kept for at least a day.</summary>
public interface IIdempotencyStore
{
    Task<StoredAnswer?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Keeps an answer; the first one stays when there is one already.</summary>
    Task SaveAsync(Guid id, StoredAnswer answer, CancellationToken ct);

    /// <summary>Forgets the answers that mention one of these ids.</summary>
    Task ForgetAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <param name="RequestHash">Lower-case hex SHA-256 of the request's body.</param>
/// <param name="Position">The header <c>X-Position</c> of the answer.</param>
public sealed record StoredAnswer(string RequestHash, int Status, string? ContentType, string? Position, byte[] Body);

/// <summary>
/// Same key and body: the first answer again. Same key, other body: 422. A crash between the effect and keeping the answer is harmless:
/// the ids of the events follow from the key, so the command is a repeat.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next, IIdempotencyStore? idempotency = null)
{
    public const string Header = "Idempotency-Key";
    private const int MaxBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        // What anybody may call knows repeats by its own ids, and bounds its body itself: a body that was read here could not be bounded any more.
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (key.Length == 0 || isOpen || HttpMethods.IsGet(context.Request.Method) || context.User.Identity?.IsAuthenticated != true)
        {
            await next(context);
            return;
        }

        if (key.Length > 200)
        {
            await Problems.Of(400, "idempotency-key.too-long", "An Idempotency-Key has at most 200 characters.").ExecuteAsync(context);
            return;
        }

        var id = DerivedId.From("idempotency", context.CallerName(), context.Request.Method, context.Request.Path, key);
        context.Items[nameof(CommandIds)] = id;
        if (context.GetEndpoint()?.Metadata.GetMetadata<StreamedBody>() is not null)
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering(MaxBody, MaxBody);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        context.Request.Body.Position = 0;
        if (idempotency is not null && await idempotency.FindAsync(id, context.RequestAborted) is { } first)
        {
            await ReplayAsync(context, first, hash);
            return;
        }

        await RunAsync(context, id, hash);
    }

    private async Task RunAsync(HttpContext context, Guid id, string hash)
    {
        var wire = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        var status = context.Response.StatusCode;
        // What may be different the next time (401, 403, 404, 429, 5xx) is no answer to keep.
        if (idempotency is not null && (status is >= 200 and < 300 or 409 or 422))
        {
            await idempotency.SaveAsync(
                id, new StoredAnswer(hash, status, context.Response.ContentType, context.Response.Headers[CommandIds.PositionHeader], copy.ToArray()),
                context.RequestAborted);
        }

        copy.Position = 0;
        await copy.CopyToAsync(wire, context.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext context, StoredAnswer first, string hash)
    {
        if (first.RequestHash != hash)
        {
            await Problems.Of(422, "idempotency-key.reused", "This Idempotency-Key came with another body before.").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = first.Status;
        context.Response.ContentType = first.ContentType;
        if (first.Position is not null)
            context.Response.Headers[CommandIds.PositionHeader] = first.Position;
        await context.Response.Body.WriteAsync(first.Body, context.RequestAborted);
    }
}

/// <summary>The id of the command that a request is.</summary>
public static class CommandIds
{
    public const string PositionHeader = "X-Position";

    /// <summary>Derived from the caller, the route and the <c>Idempotency-Key</c>; a new one where there is none.</summary>
    public static Guid CommandId(this HttpContext context) =>
        context.Items.TryGetValue(nameof(CommandIds), out var id) ? (Guid)id! : Guid.CreateVersion7();
}

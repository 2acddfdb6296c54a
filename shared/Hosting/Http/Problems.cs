using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Hosting;

/// <summary>Errors as RFC 9457 problem details with a stable <c>code</c>, never exception text.</summary>
public static partial class Problems
{
    internal static void AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Extensions.Remove("traceId");
            problem.Extensions.TryAdd("code", CodeOf(context.HttpContext.Response.StatusCode));
            // Generated binding answers with a status alone.
            problem.Detail ??= DetailOf(context.HttpContext.Response.StatusCode);
        });

    internal static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(handler => handler.Run(HandleAsync));
        app.UseStatusCodePages();
    }

    /// <summary>A problem with a code of its own.</summary>
    /// <param name="detail">A sentence for people; no personal data, no exception text.</param>
    public static IResult Of(int status, string code, string? detail) =>
        Results.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>503 with <c>Retry-After</c>: a part that this answer needs is away.</summary>
    public static bool IsUnavailable(Exception? exception) => exception switch
    {
        null => false,
        DbException => true,
        DBConcurrencyException => true,
        BusUnavailableException => true,
        AttachmentsUnavailableException => true,
        _ => IsUnavailable(exception.InnerException),
    };

    private static async Task HandleAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, code, detail) = exception switch
        {
            BadHttpRequestException { StatusCode: (408 or 413 or 415) and var wrong } => (wrong, CodeOf(wrong), DetailOf(wrong)),
            AttachmentTooLargeException => (413, "attachment.too-large", "The file is larger than this takes."),
            BadHttpRequestException or JsonException => (400, CodeOf(400), DetailOf(400)),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested => (499, "request.aborted", "The caller went away."),
            _ when IsUnavailable(exception) => (503, "service.unavailable", "The store or the broker is away; nothing was lost, try again."),
            _ => (500, "service.failed", "Something failed here; it is in our log."),
        };
        if (status == 500)
            Log.Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Omnichannel.Http"), context.GetEndpoint()?.DisplayName, exception);
        if (status == 503)
            context.Response.Headers.RetryAfter = "2";
        await Of(status, code, detail).ExecuteAsync(context);
    }

    private static string CodeOf(int status) => status switch
    {
        401 => "access.key-unknown",
        403 => "access.scope-missing",
        404 => "route.missing",
        405 => "route.wrong-method",
        408 => "request.too-slow",
        413 => "request.too-large",
        415 => "request.wrong-type",
        429 => "request.too-many",
        >= 500 => "service.failed",
        _ => "request.unreadable",
    };

    /// <summary>What there is to say where only the status is known; null where the code says it.</summary>
    private static string? DetailOf(int status) => status switch
    {
        400 => "The request cannot be read: look at its JSON and its parameters.",
        408 => "The body came too slowly.",
        413 => "The body is larger than this route takes.",
        415 => "This route takes application/json.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Endpoint} failed")]
        public static partial void Failed(ILogger log, string? endpoint, Exception? exception);
    }
}

using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>The log as NDJSON, one CloudEvent a line, or as one batch; up to the head at the time of asking.</summary>
internal sealed class ReadFeed(IEventStore store, ILogHead head, LogTimes times)
{
    /// <summary>Bytes after which what is written goes out; a slow reader holds up the next page, not memory.</summary>
    private const int FlushAt = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/events", ([AsParameters] FeedQuery query, ReadFeed slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(query, http, ct))
            .RequireScope(Scopes.Analyst).Produces<CloudEvent>(200, "application/x-ndjson").AnswersBatch(CloudEvents.BatchContentType).TellsPosition()
            .WithName(nameof(ReadFeed)).WithSummary("The log as CloudEvents, one a line");

    public async Task HandleAsync(FeedQuery query, HttpContext http, CancellationToken ct)
    {
        var (after, filter) = await query.RangeAsync(times, ct);
        var until = Math.Min(await head.HeadAsync(ct), filter.Until ?? long.MaxValue);
        var batch = http.Request.Headers.Accept.ToString().Contains(CloudEvents.BatchContentType, StringComparison.OrdinalIgnoreCase);
        var showPersonal = http.User.HasScope(Scopes.Personal);
        http.Response.ContentType = batch ? CloudEvents.BatchContentType : "application/x-ndjson";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers[CommandIds.PositionHeader] = until.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var writer = http.Response.BodyWriter;
        if (batch)
            writer.Write("["u8);
        var first = true;
        await foreach (var recorded in FeedPages.ReadAsync(store, after, filter with { Until = until }, ct))
        {
            if (batch && !first)
                writer.Write(","u8);
            first = false;
            CloudEvents.Write(writer, recorded, showPersonal);
            if (!batch)
                writer.Write("\n"u8);
            if (writer.UnflushedBytes > FlushAt)
                await writer.FlushAsync(ct);
        }

        if (batch)
            writer.Write("]"u8);
        await writer.FlushAsync(ct);
    }
}

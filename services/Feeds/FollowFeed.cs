using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>The log as server-sent events: catches up from where the reader was, then stays live. The id of an event is its position.</summary>
internal sealed class FollowFeed(IEventStore store, ILogHead head, LogTimes times)
{
    private const int FlushAt = 64 * 1024;
    private const int KeepAliveRounds = 15;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", ([AsParameters] FeedQuery query, FollowFeed slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(query, http, ct))
            .RequireScope(Scopes.Analyst).StreamsEvents<CloudEvent>("of the event's type").WithName(nameof(FollowFeed)).WithSummary("The same, live");

    public async Task HandleAsync(FeedQuery query, HttpContext http, CancellationToken ct)
    {
        var (after, asked) = await query.RangeAsync(times, ct);
        // An end would have no meaning on a stream that never ends.
        var filter = asked with { Limit = null, Until = null };
        var position = ServerSentEvents.ResumeFrom(http) ?? (query.After is null && query.From is null ? await head.HeadAsync(ct) : after);
        var showPersonal = http.User.HasScope(Scopes.Personal);
        var stream = await ServerSentEvents.StartAsync(http);
        var writer = http.Response.BodyWriter;
        var quiet = 0;
        while (!ct.IsCancellationRequested)
        {
            // Taken before reading: what the filter passes over up to here need not be looked at again.
            var scanned = await head.HeadAsync(ct);
            var sent = 0;
            await foreach (var recorded in FeedPages.ReadAsync(store, position, filter, ct))
            {
                position = recorded.Position;
                Write(writer, recorded, showPersonal);
                sent++;
                if (writer.UnflushedBytes > FlushAt)
                    await writer.FlushAsync(ct);
            }

            position = Math.Max(position, scanned);
            if (sent > 0)
                await writer.FlushAsync(ct);
            else if (++quiet % KeepAliveRounds == 0)
                await stream.KeepAliveAsync();
            await head.WaitBeyondAsync(position, ct);
        }
    }

    private static void Write(IBufferWriter<byte> output, RecordedEvent recorded, bool showPersonal)
    {
        // JSON without white space has no line break: one data line is enough.
        output.Write(Encoding.UTF8.GetBytes($"id: {recorded.Position.ToString(CultureInfo.InvariantCulture)}\nevent: {recorded.Type}\ndata: "));
        CloudEvents.Write(output, recorded, showPersonal);
        output.Write("\n\n"u8);
    }
}

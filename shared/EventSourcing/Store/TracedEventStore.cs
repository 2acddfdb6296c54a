using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Omnichannel.EventSourcing;

/// <summary>Any store, with traces and metrics of its appends. Tags carry the category, never the stream.</summary>
internal sealed class TracedEventStore(IEventStore inner) : IEventStore
{
    private static readonly ActivitySource Source = new("Omnichannel.EventSourcing");
    private static readonly Meter Meter = new("Omnichannel.EventSourcing");
    private static readonly Counter<long> Appended = Meter.CreateCounter<long>("omnichannel.log.events", "{event}", "Events appended");
    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("omnichannel.log.conflicts", "{append}", "Appends that met another version");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("omnichannel.log.append.duration", "s", "Time to durable append");

    public bool KnowsIdsAcrossStreams => inner.KnowsIdsAcrossStreams;

    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct)
    {
        using var activity = Source.StartActivity("log append");
        activity?.SetTag("omnichannel.category", request.Stream.Category);
        var started = Stopwatch.GetTimestamp();
        var result = await inner.AppendAsync(request, ct);
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (result.Outcome == AppendOutcome.Appended)
            Appended.Add(request.Events.Count, new KeyValuePair<string, object?>("category", request.Stream.Category));
        else if (result.Outcome == AppendOutcome.Conflict)
            Conflicts.Add(1, new KeyValuePair<string, object?>("category", request.Stream.Category));
        activity?.SetTag("omnichannel.outcome", result.Outcome.ToString());
        return result;
    }

    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamName stream, long afterVersion, CancellationToken ct) =>
        inner.ReadStreamAsync(stream, afterVersion, ct);

    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(long afterPosition, EventFilter filter, CancellationToken ct) =>
        inner.ReadAllAsync(afterPosition, filter, ct);
}

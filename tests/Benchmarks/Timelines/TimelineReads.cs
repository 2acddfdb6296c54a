using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Timeline;

namespace Omnichannel.Benchmarks.Timelines;

/// <summary>A page of a citizen's timeline as its HTTP route makes it, without the HTTP.</summary>
internal sealed class TimelineReads(IEventStore store, IReadModels readModels, SubscriptionProgress progress, TimelineProjection projection)
{
    public const int PageSize = 50;

    private readonly ShowTimeline _slice = new(
        readModels, new ReadYourWrites(readModels, progress, TimeProvider.System), projection,
        new TimelineAsOf(store, new CitizenStreams(store, readModels, projection), new LogTimes(store, readModels), projection));

    /// <param name="before">Entries below this position; null = the newest.</param>
    /// <param name="atLeast">A position that the timeline must have reached; null = whatever there is.</param>
    /// <exception cref="WrongRunException">The route answers with anything but a page.</exception>
    public async Task<IReadOnlyList<TimelineEntry>> PageAsync(Guid citizen, long? before, long? atLeast)
    {
        var result = await _slice.PageAsync(
            citizen, new ShowTimeline.Query { Before = before, Limit = PageSize, AtLeast = atLeast }, new DefaultHttpContext(), CancellationToken.None);
        return result is Ok<Page<TimelineEntry>> { Value: { } page }
            ? page.Items
            : throw new WrongRunException($"The timeline's route answers {(result as IStatusCodeHttpResult)?.StatusCode}.");
    }
}

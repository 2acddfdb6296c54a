using System.Runtime.CompilerServices;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>
/// The log in pages of about as many bytes each, however large its events are: what a reader that has stopped reading holds is two of
/// them. A page is fetched while the one before is written.
/// </summary>
internal static class FeedPages
{
    private const long PageBytes = 256 * 1024;
    private const int FirstPage = 50;
    private const int LargestPage = 1_000;

    public static async IAsyncEnumerable<RecordedEvent> ReadAsync(
        IEventStore store, long after, EventFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var (left, size) = (filter.Limit ?? int.MaxValue, FirstPage);
        if (left == 0)
            yield break;
        var next = PageAsync();
        try
        {
            for (var isWhole = true; isWhole;)
            {
                var asked = Math.Min(size, left);
                var page = await next;
                isWhole = page.Count == asked && left > page.Count;
                if (isWhole)
                {
                    (after, left) = (page[^1].Position, left - page.Count);
                    var bytes = page.Sum(recorded => (long)recorded.Content.Length) / page.Count;
                    size = (int)Math.Clamp(PageBytes / Math.Max(1, bytes), 1, LargestPage);
                    next = PageAsync();
                }

                foreach (var recorded in page)
                    yield return recorded;
            }
        }
        finally
        {
            // A reader that leaves early leaves no page behind.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<List<RecordedEvent>> PageAsync()
        {
            var page = new List<RecordedEvent>();
            await foreach (var recorded in store.ReadAllAsync(after, filter with { Limit = Math.Min(size, left) }, ct))
                page.Add(recorded);
            return page;
        }
    }
}

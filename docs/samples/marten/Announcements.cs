using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Omnichannel.MartenReader;

/// <summary>Says what happened; whoever leads hears each event, in the log's order.</summary>
internal sealed class Announcements : ISubscription
{
    public Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var e in page.Events)
            Console.WriteLine($"{e.Sequence} {e.EventTypeName}");
        return Task.FromResult<IChangeListener>(NullChangeListener.Instance);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

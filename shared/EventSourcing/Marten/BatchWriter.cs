using System.Data.Common;
using System.Runtime.ExceptionServices;
using Marten;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>Writes each batch of appends in a session of its own. Called by one caller at a time.</summary>
internal sealed class BatchWriter(IDocumentStore store, string first = AppendOperation.Lock)
{
    /// <exception cref="DbException">The database is away or refuses; nothing was written, or what was is known by its ids.</exception>
    public async Task<AppendResult[]> WriteAsync(IReadOnlyList<AppendRequest> batch)
    {
        var append = new AppendOperation(batch, first);
        await using var session = store.LightweightSession();
        session.QueueOperation(append);
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception exception) when (CauseOf(exception) is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return append.Results;
    }

    /// <summary>Marten wraps what the database says.</summary>
    private static Exception? CauseOf(Exception exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is DbException or ArchivedStreamException)
                return inner;
        }

        return null;
    }
}

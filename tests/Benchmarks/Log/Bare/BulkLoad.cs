using System.Text;
using Npgsql;
using NpgsqlTypes;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>Many events for an import, made before the clock starts: a thousand streams in turn.</summary>
internal static class BulkLoad
{
    public const int Streams = 1_000;

    /// <summary>Events <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> of a log of any length.</summary>
    public static ImportedEvent[] Make(long from, int count)
    {
        var events = new ImportedEvent[count];
        for (var i = 0; i < count; i++)
            events[i] = new ImportedEvent(new StreamName("conversation", $"{(from + i) % Streams}"), ((from + i) / Streams) + 1, Payload.Next());
        return events;
    }

    /// <summary>The baseline: the same rows by one binary COPY, into a table with the log's own columns and indexes.</summary>
    public static async Task CopyAsync(NpgsqlDataSource source, IReadOnlyList<ImportedEvent> events, long position)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY bench_copy (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name,
                             is_archived) FROM STDIN (FORMAT BINARY)
            """);
        foreach (var (stream, version, e) in events)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(++position, NpgsqlDbType.Bigint);
            await copy.WriteAsync(e.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(stream.ToString(), NpgsqlDbType.Varchar);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(Encoding.UTF8.GetString(e.Content.Span), NpgsqlDbType.Jsonb);
            await copy.WriteAsync(e.Type, NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.Context.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync("*DEFAULT*", NpgsqlDbType.Varchar);
            await copy.WriteAsync("", NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.Context.CorrelationId!, NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.Context.CausationId!, NpgsqlDbType.Varchar);
            await copy.WriteAsync(e.Context.Actor!, NpgsqlDbType.Varchar);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync();
    }
}

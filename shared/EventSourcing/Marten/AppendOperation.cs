using System.Data.Common;
using System.Text;
using System.Text.Json;
using JasperFx.Events;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;
using PostgresCommands = Weasel.Postgresql.ICommandBuilder;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>
/// A batch of appends as one operation of a Marten session, in one round trip: lock, judge and insert, sequence and notifications. The
/// advisory lock makes position order commit order over all processes; it is paid once per batch. Marten's own append has no answer for
/// each request: one conflict loses the whole session, and leaves holes in the sequence.
/// </summary>
/// <param name="first">What a batch does first: <see cref="Lock"/>, except in the benchmark that measures what it costs.</param>
internal sealed class AppendOperation(IReadOnlyList<AppendRequest> batch, string first = AppendOperation.Lock) : IStorageOperation
{
    /// <summary>Two-integer key space: disjoint from the one-key locks Marten takes.</summary>
    internal const string Lock = "SELECT pg_advisory_xact_lock(1329485129, 1)";

    /// <summary>
    /// Last, and after the insert has succeeded: a sequence ahead of committed events makes Marten's daemon skip them. It cannot be set to 0.
    /// Our followers hear the first notification, the daemons of teams the second.
    /// </summary>
    internal const string AlignSequence =
        """
        SELECT setval('mt_events_sequence', max(seq_id)), pg_notify('omnichannel_log', max(seq_id)::text), pg_notify('mt_events_appended', '')
        FROM mt_events HAVING max(seq_id) IS NOT NULL
        """;

    private static readonly string Append = SqlResource.Read("Marten.append.sql");

    /// <summary>One for each request, in their order; there after the session was saved.</summary>
    public AppendResult[] Results { get; } = new AppendResult[batch.Count];

    public Type DocumentType => typeof(IEvent);

    public OperationRole Role() => OperationRole.Events;

    void global::Weasel.Storage.IStorageOperation.ConfigureCommand(ICommandBuilder builder, IStorageSession session) =>
        ConfigureCommand((PostgresCommands)builder, session);

    public void ConfigureCommand(PostgresCommands builder, IStorageSession session)
    {
        builder.Append(first);
        builder.StartNewCommand();
        var parameters = builder.AppendWithParameters(Append);
        var values = Values();
        for (var i = 0; i < parameters.Length; i++)
            (parameters[i].NpgsqlDbType, parameters[i].Value) = (NpgsqlDbType.Array | values[i].Type, values[i].Value);
        builder.StartNewCommand();
        builder.Append(AlignSequence);
    }

    /// <exception cref="ArchivedStreamException">A stream is archived: nothing of the batch is written.</exception>
    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
        {
            var request = reader.GetInt32(0);
            if (reader.GetBoolean(4))
                throw new ArchivedStreamException(batch[request].Stream);
            Results[request] = new AppendResult((AppendOutcome)reader.GetInt32(1), reader.GetInt64(2), reader.GetInt64(3));
        }

        await reader.NextResultAsync(token);
    }

    /// <summary>The parameters of append.sql, in their order.</summary>
    private (NpgsqlDbType Type, object Value)[] Values()
    {
        var events = batch.SelectMany((request, ordinal) => request.Events.Select(e => (ordinal, e))).ToArray();
        return
        [
            (NpgsqlDbType.Integer, Enumerable.Range(0, batch.Count).ToArray()),
            (NpgsqlDbType.Varchar, batch.Select(request => request.Stream.ToString()).ToArray()),
            (NpgsqlDbType.Bigint, batch.Select(request => request.ExpectedVersion).ToArray()),
            (NpgsqlDbType.Varchar, batch.Select(request => request.Stream.Category).ToArray()),
            (NpgsqlDbType.Integer, events.Select(pair => pair.ordinal).ToArray()),
            (NpgsqlDbType.Uuid, events.Select(pair => pair.e.Id).ToArray()),
            (NpgsqlDbType.Varchar, events.Select(pair => pair.e.Type).ToArray()),
            (NpgsqlDbType.Jsonb, events.Select(pair => Encoding.UTF8.GetString(pair.e.Content.Span)).ToArray()),
            (NpgsqlDbType.TimestampTz, events.Select(pair => pair.e.Context.At.UtcDateTime).ToArray()),
            (NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.CorrelationId).ToArray()),
            (NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.CausationId).ToArray()),
            (NpgsqlDbType.Jsonb, events.Select(pair => Headers(pair.e.Context)).ToArray()),
            (NpgsqlDbType.Varchar, events.Select(pair => pair.e.Context.Actor).ToArray()),
        ];
    }

    internal static string? Headers(EventContext context) =>
        context.TraceParent is null ? null : $$"""{"traceparent":{{JsonSerializer.Serialize(context.TraceParent)}}}""";
}

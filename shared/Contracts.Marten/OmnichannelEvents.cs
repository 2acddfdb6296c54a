using System.Reflection;
using JasperFx;
using JasperFx.Events;
using Marten;
using Weasel.Core;

namespace Omnichannel.Contracts.Marten;

/// <summary>The log for a Marten of your own: its events as the records of <c>Omnichannel.Contracts.Events</c>.</summary>
public static class OmnichannelEvents
{
    /// <summary>
    /// Sets every option that reading the log needs: queries, live aggregation, projections and subscriptions work at once, and the daemon is
    /// woken when something was appended. Set <c>DatabaseSchemaName</c> to a schema of your own: there your documents stand.
    /// <para>
    /// Marten makes what is missing and changes nothing that is there (<see cref="AutoCreate.CreateOnly"/>): one with other tables than the
    /// log's fails instead.
    /// </para>
    /// <para>Only for reading: what Marten itself appends would not take the log's lock. Personal fields are sealed in the log, and empty here.</para>
    /// </summary>
    /// <param name="schema">The schema the log stands in.</param>
    public static StoreOptions UseOmnichannelEvents(this StoreOptions options, string schema = "public")
    {
        options.Events.DatabaseSchemaName = schema;
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.EnableUniqueIndexOnEventId = true;
        // The signature of one of Marten's functions follows from it.
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        // All four: Marten drops the columns of those that are off.
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOnly;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, ContractJson.Apply);
        options.Events.UseListenNotifyForEventAppends = true;
        // Every one: a single event of a type that is not mapped fails the read of its whole stream.
        foreach (var type in typeof(EventTypeAttribute).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<EventTypeAttribute>() is { } stored)
                options.Events.MapEventType(type, stored.Name);
        }

        return options;
    }
}

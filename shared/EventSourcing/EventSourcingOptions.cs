using Microsoft.Extensions.Configuration;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.Settings;

namespace Omnichannel.EventSourcing;

/// <summary>Where the log and the read models live.</summary>
/// <param name="EventStore">Connection string of PostgreSQL or, with <c>esdb://</c>, EventStoreDB; null = SQLite in the folder.</param>
/// <param name="ReadModels">PostgreSQL connection string; null = as the log when that is PostgreSQL, else SQLite in the folder.</param>
/// <param name="Folder">The folder of the embedded store.</param>
public sealed record EventSourcingOptions(string? EventStore, string? ReadModels, string Folder)
{
    /// <summary>Reads <c>ConnectionStrings:EventStore</c>, <c>ConnectionStrings:ReadModels</c> and <c>OMNICHANNEL_DATA</c>.</summary>
    public static EventSourcingOptions Read(IConfiguration configuration)
    {
        var connections = configuration.ReadSettings<ConnectionOptions>();
        var events = connections.EventStore.Length > 0 ? connections.EventStore : null;
        var read = connections.ReadModels.Length > 0 ? connections.ReadModels : null;
        return new EventSourcingOptions(
            events, read ?? (events is not null && !EsdbConnectionString.IsOne(events) ? events : null),
            configuration.ReadSettings<InstallationOptions>().Folder);
    }

    /// <summary>True when the log is in the folder.</summary>
    public bool IsEmbedded => EventStore is null;

    public bool IsEventStoreDb => EventStore is not null && EsdbConnectionString.IsOne(EventStore);

    /// <summary>True when read models and checkpoints are in the folder: then one process alone leads every subscription.</summary>
    public bool ReadsAlone => ReadModels is null;
}

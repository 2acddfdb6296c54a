using Microsoft.Extensions.Configuration;

namespace Omnichannel.EventSourcing;

/// <summary>Where the log and the read models live.</summary>
/// <param name="EventStore">PostgreSQL connection string; null = SQLite in the folder.</param>
/// <param name="ReadModels">PostgreSQL connection string; null = as the log, else SQLite.</param>
/// <param name="Folder">The folder of the embedded store.</param>
public sealed record EventSourcingOptions(string? EventStore, string? ReadModels, string Folder)
{
    /// <summary>Reads <c>ConnectionStrings:EventStore</c>, <c>ConnectionStrings:ReadModels</c> and <c>OMNICHANNEL_DATA</c>.</summary>
    /// <exception cref="InvalidOperationException">The store is of a kind this version cannot open.</exception>
    public static EventSourcingOptions Read(IConfiguration configuration)
    {
        var events = configuration.GetConnectionString("EventStore");
        if (events is not null && events.StartsWith("esdb", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("ConnectionStrings:EventStore names EventStoreDB, which this version cannot open yet; use PostgreSQL or leave it out.");
        return new EventSourcingOptions(
            string.IsNullOrWhiteSpace(events) ? null : events,
            configuration.GetConnectionString("ReadModels") is { Length: > 0 } read ? read : events,
            configuration["OMNICHANNEL_DATA"] ?? "data");
    }

    /// <summary>True when everything is in the folder, for one process alone.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(EventStore);
}

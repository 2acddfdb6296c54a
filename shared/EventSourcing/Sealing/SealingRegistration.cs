using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Omnichannel.Settings;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>Puts the keys of personal data into a host, and the seal over its log.</summary>
internal static class SealingRegistration
{
    public static void AddSealing(this IServiceCollection services, EventSourcingOptions options)
    {
        services.AddSingleton(_ => StoreFor(options));
        services.AddSingleton(provider => PersonalKeys
            .OpenAsync(
                provider.GetRequiredService<PersonalKeyStore>(),
                EpochKeys.Of(provider.GetRequiredService<InstallationOptions>(), isShared: DatabaseOf(options) is not null),
                provider.GetRequiredService<TimeProvider>(),
                CancellationToken.None)
            .GetAwaiter().GetResult());
    }

    /// <summary>The log as everybody gets it.</summary>
    public static IEventStore Seal(this IServiceProvider provider, IEventStore store) => new TracedEventStore(new SealedEventStore(
        store, provider.GetRequiredService<PersonalKeys>(), provider.GetRequiredService<ILogger<SealedEventStore>>()));

    /// <summary>Imports what was recorded elsewhere.</summary>
    public static IEventImport SealImport<TStore>(this IServiceProvider provider, TStore store)
        where TStore : IEventStore, IEventImport => new SealedImport(store, store, provider.GetRequiredService<PersonalKeys>());

    /// <summary>Where the log is, if PostgreSQL; a log of another kind has the read models' database for it, and SQLite without one.</summary>
    private static PersonalKeyStore StoreFor(EventSourcingOptions options) => DatabaseOf(options) is { } shared
        ? new PostgresPersonalKeys(NpgsqlDataSource.Create(shared))
        : new SqlitePersonalKeys(Path.Combine(options.Folder, "keys.db"));

    private static string? DatabaseOf(EventSourcingOptions options) =>
        options.IsEmbedded ? null : options.IsEventStoreDb ? options.ReadModels : options.EventStore;
}

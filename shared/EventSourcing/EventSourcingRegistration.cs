using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.Marten;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.EventSourcing.Sqlite;
using Omnichannel.Settings;

namespace Omnichannel.EventSourcing;

/// <summary>Puts the log, the command handler, projections and subscribers into a host.</summary>
public static class EventSourcingRegistration
{
    /// <summary>Registers the log and the read models as configured; once per process, further calls change nothing.</summary>
    public static IHostApplicationBuilder AddEventSourcing(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(EventSourcingOptions)))
            return builder;
        services.AddSettings<InstallationOptions>();
        services.AddSettings<ConnectionOptions>();
        var options = EventSourcingOptions.Read(builder.Configuration);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSealing(options);
        if (options.EventStore is null)
            AddLog(services, provider => new SqliteEventStore(Path.Combine(options.Folder, "log.db"), provider.GetRequiredService<TimeProvider>()));
        else if (options.IsEventStoreDb)
            AddLog(services, provider => Open(EsdbEventStore.OpenAsync(options.EventStore, provider.GetRequiredService<TimeProvider>(), CancellationToken.None)));
        else
            AddLog(services, provider => Open(MartenEventStore.OpenAsync(options.EventStore, provider.GetRequiredService<TimeProvider>(), CancellationToken.None)));
        if (options.ReadModels is null)
            services.AddSingleton<IReadModels>(_ => new SqliteReadModels(Path.Combine(options.Folder, "read.db")));
        else
            services.AddSingleton<IReadModels>(_ => new PostgresReadModels(NpgsqlDataSource.Create(options.ReadModels)));
        services.AddSingleton<StreamStates>();
        services.AddSingleton<CommandHandler>();
        services.AddSingleton<LogTail>();
        services.AddSingleton<SubscriptionProgress>();
        services.AddSingleton<SubscriptionLags>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<ReadYourWrites>();
        services.AddSingleton<LogTimes>();
        services.AddSingleton<InstallationSecrets>();
        services.AddHealthChecks().AddCheck<LogHealth>("log");
        return builder;
    }

    /// <summary>Keeps a projection up to date in this process, or in the one that leads it.</summary>
    public static IHostApplicationBuilder AddProjection<T>(this IHostApplicationBuilder builder)
        where T : class, IProjection
    {
        builder.Services.AddSingleton<T>();
        builder.Services.AddSingleton<IProjection>(provider => provider.GetRequiredService<T>());
        builder.Services.AddSingleton<IHostedService>(provider => Follow(
            provider,
            new LiveProjection(
                provider.GetRequiredService<T>(), provider.GetRequiredService<IReadModels>(), provider.GetRequiredService<Rebuild>(),
                provider.GetRequiredService<ILogger<LiveProjection>>())));
        return builder;
    }

    /// <summary>Runs a subscriber in this process, or in the one that leads it.</summary>
    public static IHostApplicationBuilder AddSubscriber<T>(this IHostApplicationBuilder builder)
        where T : class, ISubscriber
    {
        builder.Services.AddSingleton<T>();
        builder.Services.AddSingleton<IHostedService>(provider => Follow(
            provider, new SubscriberTarget(provider.GetRequiredService<T>(), provider.GetRequiredService<IReadModels>())));
        return builder;
    }

    /// <summary>Rids the database's files of an erased citizen's rows of this projection, where another process may be the one that erases.</summary>
    public static IHostApplicationBuilder AddScrubAfterErasure<T>(this IHostApplicationBuilder builder)
        where T : class, IProjection => builder.AddSubscriber<ScrubAfterErasure<T>>();

    private static void AddLog<T>(IServiceCollection services, Func<IServiceProvider, T> open)
        where T : class, IEventStore, ILogHead, IEventImport
    {
        services.AddSingleton(open);
        services.AddSingleton(provider => provider.Seal(provider.GetRequiredService<T>()));
        services.AddSingleton<ILogHead>(provider => provider.GetRequiredService<T>());
        services.AddSingleton(provider => provider.SealImport(provider.GetRequiredService<T>()));
    }

    /// <summary>A container makes its services synchronously.</summary>
    private static T Open<T>(Task<T> opening) => opening.GetAwaiter().GetResult();

    private static Subscription Follow(IServiceProvider provider, ISubscriptionTarget following) => new(
        following,
        provider.GetRequiredService<LogTail>(),
        provider.GetRequiredService<ILogHead>(),
        provider.GetRequiredService<IReadModels>(),
        provider.GetRequiredService<SubscriptionProgress>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<Subscription>>());
}

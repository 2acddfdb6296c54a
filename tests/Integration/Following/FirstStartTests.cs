using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Omnichannel.EventSourcing;
using Omnichannel.Integration.Stores;
using Omnichannel.Server;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Following;

/// <summary>The first start: the process that keeps the read models may come to it later than those that read them.</summary>
public sealed class FirstStartTests
{
    /// <summary>What looks by the clock, by the name that it leads under.</summary>
    private static readonly string[] Loops = ["outreach-clock", "webhooks", "reconciliation", "parts-patience"];

    [Fact]
    public async Task Nothing_asks_for_rows_before_their_tables_are_there()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var readModels = new PostgresReadModels(source);
        using var errors = new Errors();
        var (projections, leads) = (new List<string>(), new List<IAsyncDisposable?>());
        await using var server = await RunningServer.StartAsync(
            Modules.All, HoldBackAsync, $"ConnectionStrings:ReadModels={database.ConnectionString}", "Conversations:ReconcileAfter=00:00:00.100",
            "Conversations:PartsPatience=00:00:00.100");
        foreach (var loop in Loops)
            await Eventually.TrueAsync(async () => await IsLedAsync(loop) || !errors.Said.IsEmpty);
        Assert.Equal("", string.Join('\n', errors.Said));

        foreach (var lead in leads)
            await lead!.DisposeAsync();
        await Eventually.TrueAsync(async () => projections.TrueForAll((await readModels.CheckpointsAsync(CancellationToken.None)).ContainsKey));
        // What leads for one round at a time goes on.
        foreach (var loop in Loops[2..])
            await Eventually.TrueAsync(async () => !await IsLedAsync(loop));
        Assert.Equal("", string.Join('\n', errors.Said));

        // As if another process led all projections, and had not come to their tables.
        async Task HoldBackAsync(IServiceProvider services)
        {
            services.GetRequiredService<ILoggerFactory>().AddProvider(errors);
            projections.AddRange(services.GetServices<IProjection>().Select(ProjectionTarget.CheckpointOf));
            foreach (var name in projections)
                leads.Add(await readModels.TryLeadAsync(name, CancellationToken.None));
            Assert.DoesNotContain(null, leads);
        }

        async Task<bool> IsLedAsync(string loop)
        {
            await using var lead = await readModels.TryLeadAsync(loop, CancellationToken.None);
            return lead is null;
        }
    }

    /// <summary>What is logged as an error.</summary>
    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Said.Enqueue($"{formatter(state, exception)} {exception?.Message}");
        }

        public void Dispose()
        {
        }
    }
}

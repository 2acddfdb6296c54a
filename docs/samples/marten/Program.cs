// Reads the log on PostgreSQL with Marten, as a service of your own would: live aggregation, LINQ, an asynchronous projection and a
// subscription. Start "follow" on two machines: one leads, and when it dies the other goes on.
//
//   dotnet run --project docs/samples/marten -- follow "Host=127.0.0.1;Database=omnichannel;Username=statistics"
//   dotnet run --project docs/samples/marten -- ask "Host=127.0.0.1;Database=omnichannel;Username=statistics"
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Marten;
using Omnichannel.MartenReader;

if (args is not [("follow" or "ask") and var what, var connection])
{
    Console.Error.WriteLine("marten follow|ask CONNECTION");
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddMarten(Configure).ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.HotCold);
using var host = builder.Build();
if (what == "follow")
{
    await host.RunAsync();
    return 0;
}

await using var session = host.Services.GetRequiredService<IDocumentStore>().QuerySession();

// A projected document, found by what it says.
var busiest = await session.Query<ConversationSummary>().Where(summary => summary.Messages > 0).OrderByDescending(summary => summary.Messages).FirstAsync();
Console.WriteLine($"{busiest.Id} by {busiest.Channel}: {busiest.Messages} messages");

// The same from its events, as of now.
var live = await session.Events.AggregateStreamAsync<ConversationSummary>(busiest.Id);
Console.WriteLine($"{live!.Id} by {live.Channel}: {live.Messages} messages");

// Events of one type, the newest first.
var replies = await session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(typeof(ConversationEvent.ReplyWritten)))
    .OrderByDescending(e => e.Sequence).Take(10).ToListAsync();
Console.WriteLine($"{replies.Count} replies");
return 0;

void Configure(StoreOptions marten)
{
    marten.Connection(connection);
    marten.DatabaseSchemaName = "statistics";
    marten.UseOmnichannelEvents();
    marten.Projections.Snapshot<ConversationSummary>(SnapshotLifecycle.Async);
    marten.Projections.Subscribe(new Announcements(), subscription => subscription.Name = "announcements");
}

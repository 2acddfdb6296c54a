using Omnichannel.Benchmarks;
using Omnichannel.Benchmarks.Bus;
using Omnichannel.Benchmarks.Campaigns;
using Omnichannel.Benchmarks.Log;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Benchmarks.Timelines;
using Omnichannel.Benchmarks.Webhooks;

if (args is ["bare", var kind, var port, var folder])
    return await BareServer.RunAsync(kind, port, folder);
if (args is ["provider", var ownPort])
    return await StubProvider.RunAsync(ownPort);

IBenchmark[] all =
[
    new SingleAppend(), new CoalescedAppend(), new BulkImport(), new GlobalOrder(), new Wakeup(), new StreamFold(), new PostgresReplay(), new SqliteReplay(),
    new TimelineRebuild(), new BusyRebuild(), new EmbeddedCoalescedAppend(), new EmbeddedSingleAppend(), new LargeLog(10_000_000),
    new BusPublish(), new BrokerIntake(),
    .. Providers.All.SelectMany(provider => new IBenchmark[] { new WebhookAcceptance(provider), new WebhookSaturation(provider) }),
    new WebhookToTimeline(), new CampaignSends(), new TimelinePage(),
];
var options = Options.Read(args);
var chosen = all.Where(benchmark => options.Wants(benchmark.Id)).ToArray();
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"No benchmark is called {string.Join(", ", options.Ids)}. There are: {string.Join(", ", all.Select(b => b.Id))}.");
    return 2;
}

try
{
    var surroundings = await Surroundings.ReadAsync();
    await Console.Out.WriteLineAsync(surroundings.ToString());
    var results = new List<Result>();
    foreach (var benchmark in chosen)
    {
        await Console.Error.WriteLineAsync($"{benchmark.Id}: {benchmark.Measures}");
        results.Add(new Result(benchmark.Id, benchmark.Measures, await benchmark.RunAsync(options)));
    }

    await Console.Out.WriteLineAsync(Table.Of(results));
    await ResultFile.WriteAsync(surroundings, results);
    if (options.Write)
        await Document.WriteAsync(surroundings, results);
    return 0;
}
catch (WrongRunException exception)
{
    await Console.Error.WriteLineAsync($"bench: {exception.Message}");
    return 1;
}

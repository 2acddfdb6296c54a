using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>
/// Messages, each delivered three times in random order, while processes are killed with -9. The oracle stands outside: it knows what was
/// acknowledged, and when.
/// </summary>
internal static class CrashRun
{
    /// <summary>Citizens with so many text messages each.</summary>
    public static List<Deliveries.Sender> Texts(int senders, int messages) => [.. From(senders, messages, ProviderCalls.Text, "SM{0:D8}{1:D24}", "+4479460{0:D5}")];

    /// <summary>20 citizens on each channel, with 5 messages or calls each.</summary>
    public static List<Deliveries.Sender> Mix() =>
    [
        .. From(20, 5, ProviderCalls.Text, "SM{0:D8}{1:D24}", "+4479460{0:D5}"),
        .. From(20, 5, ProviderCalls.Kannel, "kannel-{0}-{1}", "+4479461{0:D5}"),
        .. From(20, 5, ProviderCalls.Vonage, "vonage-{0}-{1}", "+4479462{0:D5}"),
        .. From(20, 5, ProviderCalls.WhatsApp, "wamid.{0}.{1}", "+4479463{0:D5}"),
        .. From(20, 5, ProviderCalls.Messenger, "m_{0}_{1}", "71000000000{0:D5}"),
        .. From(20, 5, ProviderCalls.Mail, "{1}@home{0}.example", "anna@home{0}.example"),
        .. From(20, 5, ProviderCalls.Ring, "CA{0:D8}{1:D24}", "+4479464{0:D5}"),
    ];

    /// <param name="id">With the sender's place and the message's.</param>
    /// <param name="address">With the sender's place.</param>
    private static IEnumerable<Deliveries.Sender> From(int senders, int messages, Deliveries.Provider provider, string id, string address) =>
        from sender in Enumerable.Range(0, senders)
        select new Deliveries.Sender(
            string.Format(null, address, sender), [.. Enumerable.Range(0, messages).Select(message => string.Format(null, id, sender, message))], provider);

    public static async Task RunAsync(Installation installation, List<Deliveries.Sender> senders, int kills, ITestOutputHelper output)
    {
        using var deliveries = new Deliveries(installation, senders, kills, Seed.NewRandom(output));
        await deliveries.RunAsync();

        await CheckLogAsync(installation, deliveries);
        await CheckReadModelsAsync(installation);
        CheckWords(installation, senders);
    }

    /// <summary>No contact point and no word of a message is in what the programs say, however they died.</summary>
    private static void CheckWords(Installation installation, List<Deliveries.Sender> senders)
    {
        foreach (var said in installation.All.Select(process => process.Output))
        {
            foreach (var sender in senders)
            {
                Assert.DoesNotContain(sender.Address, said, StringComparison.Ordinal);
                Assert.DoesNotContain($"message {sender.Ids[0]}", said, StringComparison.Ordinal);
            }
        }
    }

    private static async Task CheckLogAsync(Installation installation, Deliveries deliveries)
    {
        using var http = installation.Reading.NewClient();
        // With a broker a message is durable before it is in the log.
        List<CloudEvent> received = [];
        await Eventually.TrueAsync(async () =>
        {
            var after = received.Count == 0 ? 0 : received[^1].Position;
            received.AddRange(await LogLines.ReadAsync(http, $"?types=conversation.message-received.v1,conversation.call-started.v1&after={after}"));
            return received.Count >= deliveries.Ids;
        });

        Assert.Equal(deliveries.Senders.SelectMany(sender => sender.Ids).Order(StringComparer.Ordinal), received.Select(IdOf).Order(StringComparer.Ordinal));
        var opened = await LogLines.ReadAsync(http, "?types=conversation.opened.v1");
        Assert.Equal(deliveries.Senders.Count, opened.Count);
        Assert.Equal(deliveries.Senders.Count, received.Select(e => e.Subject).Distinct().Count());
        foreach (var conversation in received.GroupBy(e => e.Subject))
            deliveries.AssertOrder([.. conversation.OrderBy(e => e.Position).Select(IdOf)]);
        var all = await LogLines.ReadAsync(http);
        Assert.Equal(all.Select(e => e.Position).Order().Distinct(), all.Select(e => e.Position));
    }

    /// <summary>The provider's. A mail's is within brackets, and has the mailbox that it came to after it.</summary>
    private static string IdOf(CloudEvent e) => e.Text(e.Type == "conversation.call-started.v1" ? "providerCallId" : "providerMessageId").Split(' ')[0].Trim('<', '>');

    private static async Task CheckReadModelsAsync(Installation installation)
    {
        using var http = installation.Reading.NewClient();
        var head = (await LogLines.ReadAsync(http))[^1].Position;
        using var conversations = installation.Conversations.NewClient();
        (await conversations.GetAsync($"/conversations?atLeast={head}")).EnsureSuccessStatusCode();
        (await http.GetAsync($"/timeline/citizens/{Guid.Empty}?atLeast={head}")).EnsureSuccessStatusCode();
        var live = await ReadModelDump.TakeAsync(installation);
        Assert.NotEmpty(live);
        var (code, said) = await installation.Reading.RunAsync("rebuild timeline inbox tracking");
        Assert.True(code == 0, said);
        Assert.Equal(live, await ReadModelDump.TakeAsync(installation));
    }
}

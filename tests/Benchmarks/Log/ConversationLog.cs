using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks.Log;

/// <summary>A log of real conversations: 10,000 of ten events each.</summary>
internal static class ConversationLog
{
    public const int Events = Count * EventsEach;
    public const int EventsEach = 10;
    private const int Count = 10_000;
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(IEventStore store) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (number, ct) =>
            await store.AppendAsync(new AppendRequest(new StreamName("conversation", Guid.NewGuid()), 0, [.. Of(number).Select(Pack)]), ct));

    /// <summary>Writes so many conversations in bulk.</summary>
    public static async Task ImportAsync(IEventImport log, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(500))
            await log.ImportAsync([.. numbers.SelectMany(Import)], CancellationToken.None);
    }

    /// <summary>Their events, conversation after conversation.</summary>
    public static IEnumerable<NewEvent> Contents() => Enumerable.Range(0, Count).SelectMany(Of).Select(Pack);

    private static IEnumerable<ImportedEvent> Import(int number)
    {
        var stream = new StreamName("conversation", Guid.NewGuid());
        return Of(number).Select((e, i) => new ImportedEvent(stream, i + 1, Pack(e)));
    }

    public static NewEvent Pack(ConversationEvent e) => new(
        Guid.NewGuid(), EventCatalog.NameOf(e), EventCatalog.Serialize(e),
        new EventContext(Noon, $"{Guid.NewGuid()}", $"{Guid.NewGuid()}", "channel:twilio", null));

    private static IEnumerable<ConversationEvent> Of(int number)
    {
        var (citizen, contactPoint, phone) = (Guid.NewGuid(), Guid.NewGuid(), new ContactPoint("phone", $"+4479460{number:D5}"));
        yield return new ConversationEvent.Opened(citizen, 1, "sms", Noon);
        yield return new ConversationEvent.Assigned("anna", "parking", "ben", Noon);
        for (var turn = 0; turn < 2; turn++)
        {
            var reply = Guid.NewGuid();
            yield return new ConversationEvent.MessageReceived(
                Guid.NewGuid(), contactPoint, phone, "+15550100", "sms", "twilio", $"SM{reply:N}",
                "Good morning, I have moved to 12 Mill Lane. Do I need a new parking permit, and what does it cost?", [], "en", null, Noon);
            yield return new ConversationEvent.ReplyWritten(
                reply, contactPoint, phone, "+15550100", "sms",
                "Good morning. Yes: your permit is for one zone. You can apply online, it costs 30 euros a year and takes two days.", [], "anna", Noon);
            yield return new ConversationEvent.DeliveryReported(reply, DeliveryState.Sent, "twilio", $"SM{reply:N}", null, null, Noon);
        }

        yield return new ConversationEvent.NoteAdded(Guid.NewGuid(), "Sent the link to the form.", "anna", Noon);
        yield return new ConversationEvent.Closed("answered", "anna", Noon);
    }
}

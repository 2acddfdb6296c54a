using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Benchmarks;

/// <summary>The event that is written everywhere: 512 bytes of JSON and 128 bytes of type, correlation, causation and actor.</summary>
internal static class Payload
{
    public const int Bytes = ContentBytes + MetadataBytes;
    private const int ContentBytes = 512;
    private const int MetadataBytes = 128;
    private const int IdBytes = 36;
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static byte[] Content { get; } = Pad();

    public static string Type { get; } = EventCatalog.NameOf(Received(""));

    public static string Actor { get; } = new('a', MetadataBytes - (2 * IdBytes) - Type.Length);

    /// <summary>What <see cref="Content"/> is the JSON of.</summary>
    public static object Record { get; } = EventCatalog.Deserialize(new RecordedEvent(1, "conversation-1", 1, Guid.Empty, Type, Content, Next().Context))!;

    /// <summary>One more event, with an id that no event had before.</summary>
    public static NewEvent Next()
    {
        var id = Guid.NewGuid();
        var text = id.ToString();
        return new NewEvent(id, Type, Content, new EventContext(Noon, text, text, Actor, null));
    }

    private static byte[] Pad()
    {
        var content = EventCatalog.Serialize(Received(new string('x', ContentBytes - EventCatalog.Serialize(Received("")).Length)));
        return content.Length == ContentBytes ? content : throw new InvalidOperationException(Encoding.UTF8.GetString(content));
    }

    private static ConversationEvent.MessageReceived Received(string text) => new(
        Guid.Empty, Guid.Empty, new ContactPoint("phone", "+447946000000"), "+15550100", "sms", "twilio", "SM00000000000000000000000000000000", text, [],
        null, null, Noon);
}

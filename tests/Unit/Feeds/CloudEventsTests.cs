using System.Buffers;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Feeds;

public sealed class CloudEventsTests
{
    private static readonly ConversationEvent.NoteAdded Note = new(DerivedId.From("note"), "secret words", "anna", Moment.Noon);

    [Fact]
    public void A_recorded_event_is_a_cloud_event()
    {
        using var json = Write(EventCatalog.NameOf(Note), showPersonal: true);
        var root = json.RootElement;
        Assert.Equal("1.0", root.GetProperty("specversion").GetString());
        Assert.Equal("/omnichannel/conversation", root.GetProperty("source").GetString());
        Assert.Equal("conversation.note-added.v1", root.GetProperty("type").GetString());
        Assert.Equal("conversation-1", root.GetProperty("subject").GetString());
        Assert.Equal("42", root.GetProperty("position").GetString());
        Assert.Equal("3", root.GetProperty("streamversion").GetString());
        Assert.Equal(Moment.Noon, root.GetProperty("time").GetDateTimeOffset());
        Assert.Equal("secret words", root.GetProperty("data").GetProperty("text").GetString());
        Assert.All(root.EnumerateObject(), attribute => Assert.Matches("^[a-z0-9_]{1,20}$", attribute.Name));
    }

    [Fact]
    public void Personal_fields_are_left_out_for_those_who_may_not_see_them()
    {
        using var json = Write(EventCatalog.NameOf(Note), showPersonal: false);
        Assert.DoesNotContain("secret words", json.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("anna", json.RootElement.GetProperty("data").GetProperty("author").GetString());
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_shown_empty_to_them()
    {
        using var json = Write("conversation.of-tomorrow.v9", showPersonal: false);
        Assert.Empty(json.RootElement.GetProperty("data").EnumerateObject());
    }

    private static JsonDocument Write(string type, bool showPersonal)
    {
        var output = new ArrayBufferWriter<byte>();
        var recorded = new RecordedEvent(
            42, "conversation-1", 3, DerivedId.From("event"), type, EventCatalog.Serialize(Note), new EventContext(Moment.Noon, "c", null, "anna", null));
        CloudEvents.Write(output, recorded, showPersonal);
        return JsonDocument.Parse(output.WrittenMemory);
    }
}

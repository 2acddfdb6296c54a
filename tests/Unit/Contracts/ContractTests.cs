using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Contracts;

/// <summary>What is serialized changes only when somebody approves it.</summary>
public sealed class ContractTests
{
    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    [Fact]
    public void Stored_events_look_as_approved() => Approved.Matches(
        "events.verified.json",
        JsonSerializer.Serialize(ContractSamples.Events.ToDictionary(ContractSamples.NameOf, ContractSamples.Of), Indented));

    [Fact]
    public void Bus_messages_look_as_approved() => Approved.Matches(
        "messages.verified.json",
        JsonSerializer.Serialize(ContractSamples.Messages.ToDictionary(type => $"{type.Namespace}:{type.Name}", ContractSamples.Of), Indented));

    [Fact]
    public void Every_approved_event_can_still_be_read()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Unit", "Contracts");
        using var approved = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "events.verified.json")));
        foreach (var sample in approved.RootElement.EnumerateObject())
        {
            var recorded = new RecordedEvent(
                1, "x-1", 1, Guid.Empty, sample.Name, System.Text.Encoding.UTF8.GetBytes(sample.Value.GetRawText()),
                new EventContext(Moment.Noon, null, null, null, null));
            var read = EventCatalog.Deserialize(recorded);
            Assert.NotNull(read);
            if (EventCatalog.NameOf(read) != sample.Name)
                continue; // Superseded: read as another.
            Assert.Equal(JsonSerializer.Serialize(sample.Value), JsonSerializer.Serialize(JsonSerializer.SerializeToElement(read, read.GetType(), ContractJson.Options)));
        }
    }

    [Fact]
    public void The_document_of_events_is_up_to_date() =>
        Approved.MatchesFile(Path.Combine(Repository.Root, "docs", "events.md"), EventsDocument.Write());

    [Fact]
    public void A_text_that_no_database_takes_is_stored_with_a_mark_in_its_place()
    {
        var note = new ConversationEvent.NoteAdded(Guid.Empty, "a\0b\ud800c", "x", Moment.Noon);
        using var json = JsonDocument.Parse(EventCatalog.Serialize(note));
        Assert.Equal("a\uFFFDb\uFFFDc", json.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void The_same_parts_give_the_same_id_and_other_parts_another()
    {
        Assert.Equal(DerivedId.From("a", "b"), DerivedId.From("a", "b"));
        Assert.NotEqual(DerivedId.From("ab", ""), DerivedId.From("a", "b"));
        Assert.NotEqual(DerivedId.Keyed([1], "a"), DerivedId.Keyed([2], "a"));
        Assert.Equal('8', DerivedId.From("a").ToString()[14]);
    }

    [Theory]
    [InlineData("sms", " +44 7946 000-001 ", "phone", "+447946000001")]
    [InlineData("voice", "00447946000001", "phone", "+447946000001")]
    [InlineData("whatsapp", "447946000001", "phone", "+447946000001")]
    [InlineData("whatsapp", "+44 7946 000001", "phone", "+447946000001")]
    [InlineData("sms", "60777", "phone", "60777")]
    [InlineData("email", " Anna@City.Example ", "email", "anna@city.example")]
    [InlineData("fax", "A-1", "fax", "A-1")]
    public void An_address_has_one_canonical_form(string channel, string address, string kind, string canonical) =>
        Assert.Equal(new ContactPoint(kind, canonical), ContactPoint.Of(channel, address));
}

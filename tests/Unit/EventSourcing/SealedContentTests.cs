using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Testing;
using Omnichannel.Unit.Contracts;
using Xunit;

namespace Omnichannel.Unit.EventSourcing;

/// <summary>Every event type there is: sealed, opened, and opened without its key.</summary>
public sealed class SealedContentTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly Guid Anna = DerivedId.From("anna");
    private static readonly StreamName Stream = new("conversation", DerivedId.From("c"));

    public static TheoryData<string> Personal => [.. EventCatalog.All.Where(pair => PersonalShape.Of(pair.Key) is { Fields.Count: > 0 }).Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Personal))]
    public void What_was_sealed_opens_as_it_was(string type)
    {
        var (sample, content) = Sample(type);
        var recorded = Seal(type, content, Key);
        Assert.All(PersonalMembers(sample.GetType()), member => Assert.False(JsonDocument.Parse(recorded.Content).RootElement.TryGetProperty(NameOf(member), out _)));
        var found = SealedContent.Find(recorded.Content.Span)!.Value;
        Assert.Equal(Anna, found.Subject);
        var opened = SealedContent.Merge(recorded.Content.Span, found, SealedContent.Open(found.Box!, Key, recorded));
        Assert.Equivalent(sample, EventCatalog.Deserialize(recorded with { Content = opened }), strict: true);
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public void Without_a_key_nothing_that_must_be_there_is_missing(string type)
    {
        var (sample, content) = Sample(type);
        var recorded = Seal(type, content, null);
        var found = SealedContent.Find(recorded.Content.Span)!.Value;
        Assert.Null(found.Box);
        var read = EventCatalog.Deserialize(recorded with { Content = SealedContent.Merge(recorded.Content.Span, found, PersonalShape.Of(type)!.Empties) })!;
        var nullability = new NullabilityInfoContext();
        foreach (var member in ContractSamples.Members(sample.GetType()))
        {
            if (member.GetCustomAttribute<PersonalAttribute>() is null)
                Assert.Equivalent(member.GetValue(sample), member.GetValue(read));
            else if (nullability.Create(member).ReadState == NullabilityState.NotNull)
                Assert.NotNull(member.GetValue(read));
            else
                Assert.Null(member.GetValue(read));
        }
    }

    [Fact]
    public void A_database_that_puts_members_in_another_order_and_blanks_between_them_changes_nothing()
    {
        var type = EventCatalog.NameOf(new ConversationEvent.NoteAdded(Anna, "", "", default));
        var (sample, content) = Sample(type);
        var recorded = Seal(type, content, Key);
        foreach (var order in new[] { "sealed,at,author,noteId", "at,sealed,author,noteId", "noteId,author,at,sealed" })
        {
            using var json = JsonDocument.Parse(recorded.Content);
            var members = order.Split(',').Select(name => $"\"{name}\": {json.RootElement.GetProperty(name).GetRawText().Replace(":", ": ", StringComparison.Ordinal)}");
            // Times have colons of their own.
            var text = $"{{{string.Join(", ", members).Replace("T12: 00: 00", "T12:00:00", StringComparison.Ordinal)}}}";
            var shuffled = recorded with { Content = System.Text.Encoding.UTF8.GetBytes(text) };
            var found = SealedContent.Find(shuffled.Content.Span)!.Value;
            var opened = SealedContent.Merge(shuffled.Content.Span, found, SealedContent.Open(found.Box!, Key, shuffled));
            Assert.Equivalent(sample, EventCatalog.Deserialize(shuffled with { Content = opened }), strict: true);
        }
    }

    [Fact]
    public void The_same_content_is_sealed_differently_each_time()
    {
        var (_, content) = Sample("conversation.note-added.v1");
        Assert.False(Seal("conversation.note-added.v1", content, Key).Content.Span.SequenceEqual(Seal("conversation.note-added.v1", content, Key).Content.Span));
    }

    [Fact]
    public void No_event_has_a_member_of_the_seal_s_name() =>
        Assert.DoesNotContain(EventCatalog.All.SelectMany(pair => ContractSamples.Members(pair.Value)), member => NameOf(member) == "sealed");

    [Fact]
    public void An_event_without_anything_personal_in_it_is_left_alone() => Assert.False(SealedContent.HasPersonal(
        EventCatalog.Serialize(new ConversationEvent.Closed(null, "x", Moment.Noon)), PersonalShape.Of("conversation.closed.v1")!));

    private static (object Sample, byte[] Content) Sample(string type)
    {
        var sample = ContractSamples.Of(EventCatalog.All.Single(pair => pair.Key == type).Value);
        return (sample, EventCatalog.Serialize(sample));
    }

    private static RecordedEvent Seal(string type, byte[] content, byte[]? key)
    {
        var context = new EventContext(Moment.Noon, null, null, null, null);
        var e = new NewEvent(DerivedId.From("event"), type, content, context);
        return new RecordedEvent(1, Stream.ToString(), 1, e.Id, type, SealedContent.Seal(content, PersonalShape.Of(type)!, Anna, key, Stream, e), context);
    }

    private static IEnumerable<PropertyInfo> PersonalMembers(Type type) =>
        ContractSamples.Members(type).Where(member => member.GetCustomAttribute<PersonalAttribute>() is not null);

    private static string NameOf(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}

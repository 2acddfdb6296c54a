using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Conversations;

public sealed class PendingPartsSpecs
{
    private static readonly StreamName Stream = new("parts", DerivedId.From("parts"));
    private static readonly ContactPoint Anna = new("phone", "+447946000001");
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly PartsEvent.Joined Joined = new(DerivedId.From("message"), "sms", "kannel", "k1", Anna, "+15550100", "hello world", [], null, Noon.AddHours(1));

    [Fact]
    public void A_message_waits_since_its_latest_part() => Given(Part(1, Noon), Part(2, Noon.AddSeconds(3)))
        .ThenRows(PendingParts.Waiting, new TableRow(Stream.Id, ("is_waiting", true), ("at", Noon.AddSeconds(3))));

    [Fact]
    public void Once_joined_it_waits_no_more() => Given(Part(1, Noon), Part(2, Noon), Joined).ThenRows(PendingParts.Waiting, new TableRow(Stream.Id, ("is_waiting", false)));

    [Fact]
    public void No_words_and_no_address_stand_here_so_that_an_erasure_leaves_none() => Given(Part(1, Noon), Joined).ThenNowhere("hello", Anna.Address);

    [Fact]
    public void Whole_messages_are_nothing_to_it() => ProjectionSpec.Of(new PendingParts())
        .Given(new StreamName("conversation", DerivedId.From("conversation")), new ConversationEvent.Opened(DerivedId.From("citizen"), 1, "sms", Noon))
        .ThenNothing();

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new PendingParts()).Given(Stream, events);

    private static PartsEvent.PartKept Part(int number, DateTimeOffset at) => new("sms", "kannel", $"k{number}", Anna, "+15550100", 2, number, "hello", null, at);
}

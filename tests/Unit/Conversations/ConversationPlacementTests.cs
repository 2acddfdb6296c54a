using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Conversations;
using Xunit;

namespace Omnichannel.Unit.Conversations;

/// <summary>Which conversation something belongs to.</summary>
public sealed class ConversationPlacementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Phone = DerivedId.From("phone");
    private static readonly Guid Message = DerivedId.From("message");
    private static readonly TimeSpan Window = TimeSpan.FromHours(72);

    private static readonly ConversationState Open = ConversationState.Initial with
    {
        Exists = true,
        LastActivityAt = Noon,
        Received = [Message],
        Participants = ImmutableDictionary<Guid, ConversationState.Participant>.Empty.Add(
            Phone, new ConversationState.Participant(new ContactPoint("phone", "+447946000001"), "sms", ImmutableDictionary<string, ConversationState.ChannelContact>.Empty)),
    };

    [Fact]
    public void A_message_that_is_there_already_stays_there_also_when_it_is_closed()
    {
        var closed = Open with { IsClosed = true };
        Assert.True(ConversationPlacement.Joins(closed, new Arrival(Phone, Noon) { MessageId = Message }, Window));
        Assert.False(ConversationPlacement.Joins(closed, new Arrival(Phone, Noon) { MessageId = DerivedId.From("another") }, Window));
    }

    [Fact]
    public void What_comes_from_no_address_in_particular_joins_what_is_open_at_any_time()
    {
        Assert.True(ConversationPlacement.Joins(Open, new Arrival(null, Noon.AddYears(1)), Window));
        Assert.False(ConversationPlacement.Joins(Open with { IsClosed = true }, new Arrival(null, Noon), Window));
    }

    [Fact]
    public void Nothing_joins_what_does_not_exist_or_was_erased()
    {
        Assert.False(ConversationPlacement.Joins(ConversationState.Initial, new Arrival(Phone, Noon), Window));
        Assert.False(ConversationPlacement.Joins(Open with { IsErased = true }, new Arrival(Phone, Noon) { MessageId = Message }, Window));
    }
}

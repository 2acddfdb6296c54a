using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Contracts.Events.PartsEvent;

namespace Omnichannel.Unit.Conversations;

public sealed class PartsSpecs
{
    private static readonly DateTimeOffset Noon = Moment.Noon;
    private static readonly ContactPoint Number = new("phone", "+447946000001");

    [Fact]
    public void A_part_is_kept_from_the_first_moment_on() => Given().When(Keep(2)).Then(Kept(2));

    [Fact]
    public void With_the_last_part_the_message_is_there_in_order() =>
        Given(Kept(2), Kept(3)).When(Keep(1)).Then(Kept(1), Joined("id1", "one two three "));

    [Fact]
    public void A_redelivered_part_is_kept_once() => Given(Kept(2)).When(Keep(2)).ThenNothing();

    [Fact]
    public void A_part_redelivered_after_the_end_is_still_known() =>
        Given(Kept(2), Kept(3), Kept(1), Joined("id1", "one two three ")).When(Keep(3)).ThenNothing();

    [Fact]
    public void A_reference_that_comes_round_again_begins_the_next_message() =>
        Given(Kept(1), Kept(3)).When(new MultipartCommand.Keep(Part(1) with { ProviderMessageId = "new" }))
            .Then(Joined("id1", "one  […] three ", 2), Kept(1) with { ProviderMessageId = "new" });

    [Fact]
    public void After_the_patience_is_over_the_message_goes_on_with_a_gap() =>
        Given(Kept(3)).When(new MultipartCommand.GiveUp(Noon, Noon)).Then(Joined("id3", " […] three ", 1, 2));

    [Fact]
    public void Before_that_it_waits() => Given(Kept(3)).When(new MultipartCommand.GiveUp(Noon.AddSeconds(-1), Noon)).ThenNothing();

    [Fact]
    public void Where_nothing_waits_nothing_is_given_up() => Given().When(new MultipartCommand.GiveUp(Noon, Noon)).ThenNothing();

    private static Spec<MultipartCommand, PartsEvent, MultipartState> Given(params PartsEvent[] events) => Spec.Of(MultipartDecider.Decider, events);

    private static MultipartCommand Keep(int number) => new MultipartCommand.Keep(Part(number));

    private static PartHeard Part(int number) => new("sms", "vonage", $"id{number}", Number, "+15550102", 7, 3, number, TextOf(number), null, Noon);

    private static PartKept Kept(int number) => new("sms", "vonage", $"id{number}", Number, "+15550102", 3, number, TextOf(number), null, Noon);

    private static Joined Joined(string id, string text, params int[] missing) =>
        new(MessageHeard.IdOf("sms", "vonage", id), "sms", "vonage", id, Number, "+15550102", text, missing, null, Noon);

    private static string TextOf(int number) => new[] { "one ", "two ", "three " }[number - 1];
}

using Omnichannel.Contracts;
using Omnichannel.Conversations;
using Xunit;

namespace Omnichannel.Unit.Contracts;

public sealed class FailureReasonsTests
{
    [Theory]
    [InlineData("recipient.unreachable", true)]
    [InlineData("provider.busy", true)]
    [InlineData("recipient.unknown", false)]
    [InlineData("recipient.opted-out", false)]
    [InlineData("a.reason-of-tomorrow", false)]
    [InlineData(null, false)]
    public void Only_what_may_pass_is_temporary(string? reason, bool isTemporary) => Assert.Equal(isTemporary, FailureReasons.IsTemporary(reason));

    [Fact]
    public void A_refusal_at_dispatch_is_reported_in_the_words_of_the_channels()
    {
        Assert.Equal("recipient.opted-out", FailureReasons.Of(Refusals.OptedOut));
        Assert.Equal("session.window-closed", FailureReasons.Of(Refusals.WindowClosed(ChannelTraits.Of("whatsapp"), TimeSpan.FromHours(24))));
        Assert.Equal("template.unsupported", FailureReasons.Of(Refusals.NoTemplates));
    }
}

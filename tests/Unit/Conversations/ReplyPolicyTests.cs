using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Conversations;
using Xunit;

namespace Omnichannel.Unit.Conversations;

/// <summary>Whether we may write to somebody: the one rule of agents, programs and dispatch.</summary>
public sealed class ReplyPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChannelTraits Sms = ChannelTraits.Of("sms");
    private static readonly ChannelTraits WhatsApp = ChannelTraits.Of("whatsapp");
    private static readonly ContactPointState Willing = ContactPointState.Initial;

    [Fact]
    public void A_text_that_fits_may_be_sent() => Assert.Null(ReplyPolicy.Check(Sms, Willing, null, null, new ReplyDraft("We come tomorrow"), Now));

    [Fact]
    public void Nothing_is_sent_on_a_channel_that_no_service_sends_on() =>
        Assert.Equal(Refusals.CannotSend, ReplyPolicy.Check(ChannelTraits.Of("letter"), Willing, null, null, new ReplyDraft("Hello"), Now));

    [Fact]
    public void An_opt_out_comes_before_every_other_reason()
    {
        var optedOut = Willing with { OptedOut = ["whatsapp"] };
        Assert.Equal(Refusals.OptedOut, ReplyPolicy.Check(WhatsApp, optedOut, WhatsApp.SessionWindow, null, new ReplyDraft(new string('x', 30_000)), Now));
        Assert.Null(ReplyPolicy.Check(Sms, optedOut, null, null, new ReplyDraft("Another channel"), Now));
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(24.01, false)]
    public void Free_text_is_for_within_the_window(double hours, bool isOpen)
    {
        var refusal = ReplyPolicy.Check(WhatsApp, Willing, WhatsApp.SessionWindow, Now.AddHours(-hours), new ReplyDraft("Hello"), Now);
        Assert.Equal(isOpen ? null : "channel.window-closed", refusal?.Code);
    }

    [Fact]
    public void To_somebody_who_never_wrote_the_window_is_closed() => Assert.Equal(
        "channel.window-closed", ReplyPolicy.Check(WhatsApp, Willing, WhatsApp.SessionWindow, null, new ReplyDraft("Hello"), Now)?.Code);

    [Fact]
    public void An_agent_may_have_a_longer_window_than_a_program()
    {
        var messenger = ChannelTraits.Of("messenger");
        var draft = new ReplyDraft("Hello");
        Assert.Equal("channel.window-closed", ReplyPolicy.Check(messenger, Willing, messenger.SessionWindow, Now.AddDays(-3), draft, Now)?.Code);
        Assert.Null(ReplyPolicy.Check(messenger, Willing, messenger.AgentWindow, Now.AddDays(-3), draft, Now));
    }

    [Fact]
    public void A_template_needs_no_window_but_a_channel_that_has_templates()
    {
        var template = new ReplyDraft("") { IsTemplate = true };
        Assert.Null(ReplyPolicy.Check(WhatsApp, Willing, WhatsApp.SessionWindow, null, template, Now));
        Assert.Equal(Refusals.NoTemplates, ReplyPolicy.Check(Sms, Willing, null, null, template, Now));
    }

    [Fact]
    public void A_text_is_no_longer_than_its_channel_takes()
    {
        Assert.Null(ReplyPolicy.Check(Sms, Willing, null, null, new ReplyDraft(new string('x', 1_600)), Now));
        Assert.Equal("text.too-long", ReplyPolicy.Check(Sms, Willing, null, null, new ReplyDraft(new string('x', 1_601)), Now)?.Code);
    }

    [Fact]
    public void A_subject_is_one_line() => Assert.Equal(
        Refusals.BadSubject,
        ReplyPolicy.Check(ChannelTraits.Of("email"), Willing, null, null, new ReplyDraft("Hello") { Subject = "Hello\r\nBcc: all@example.org" }, Now));
}

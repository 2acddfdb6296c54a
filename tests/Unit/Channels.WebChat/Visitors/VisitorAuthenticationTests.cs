using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorAuthenticationTests
{
    private static readonly WebChatOptions Options = new() { SessionKey = "a session secret of the tests"u8.ToArray(), IdentityKey = "an identity secret of the tests"u8.ToArray() };
    private readonly StoppedClock _clock = new();
    private readonly VisitorAuthentication _admission;

    public VisitorAuthenticationTests() => _admission = new VisitorAuthentication(Options, _clock);

    [Fact]
    public async Task Who_has_nothing_to_show_is_somebody_new()
    {
        var one = await _admission.AdmitAsync(null, null);
        var other = await _admission.AdmitAsync(null, null);
        Assert.False(one.Visitor.IsProven);
        Assert.NotEqual(one.Visitor.Id, other.Visitor.Id);
        Assert.NotEqual(one.Key, other.Key);
    }

    [Fact]
    public async Task Who_comes_back_is_the_same()
    {
        var first = await _admission.AdmitAsync(null, null);
        var again = await _admission.AdmitAsync(first.Token, null);
        Assert.Equal(first.Visitor.Id, again.Visitor.Id);
        Assert.Equal(first.Key, again.Key);
        Assert.Equal(first.Token, again.Token);
    }

    [Fact]
    public async Task Who_comes_back_within_the_month_stays_for_another()
    {
        var first = await _admission.AdmitAsync(null, null);
        _clock.Pass(TimeSpan.FromDays(20));
        var second = await _admission.AdmitAsync(first.Token, null);
        _clock.Pass(TimeSpan.FromDays(20));
        var third = await _admission.AdmitAsync(second.Token, null);
        Assert.NotEqual(first.Token, second.Token);
        Assert.Equal(first.Visitor.Id, third.Visitor.Id);
    }

    [Fact]
    public async Task Whom_the_site_proves_is_who_they_are_also_without_the_proof_the_next_time()
    {
        var proven = await _admission.AdmitAsync(null, Proof("+447946000001"));
        var again = await _admission.AdmitAsync(proven.Token, null);
        Assert.Equal("user:+447946000001", again.Visitor.Id);
        Assert.True(again.Visitor.IsProven);
        Assert.Equal(proven.Visitor.Proven, again.Visitor.Proven);
        Assert.Single(again.Visitor.Proven);
        Assert.DoesNotContain("7946", again.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_proof_leaves_the_anonymous_who_they_are()
    {
        var anonymous = await _admission.AdmitAsync(null, null);
        var wrong = await _admission.AdmitAsync(anonymous.Token, Proof("citizen-42") with { Identifier = "citizen-43" });
        Assert.True(wrong.IdentityWasWrong);
        Assert.Equal(anonymous.Visitor.Id, wrong.Visitor.Id);
        Assert.False(wrong.Visitor.IsProven);
    }

    [Fact]
    public async Task A_wrong_proof_does_not_keep_anybody_signed_in()
    {
        var proven = await _admission.AdmitAsync(null, Proof("citizen-42"));
        var wrong = await _admission.AdmitAsync(proven.Token, new IdentityClaim("citizen-43", "no", null));
        Assert.True(wrong.IdentityWasWrong);
        Assert.False(wrong.Visitor.IsProven);
        Assert.NotEqual(proven.Visitor.Id, wrong.Visitor.Id);
    }

    private static IdentityClaim Proof(string identifier) => new(identifier, IdentityProof.HashOf(identifier, Options.IdentityKey), null);
}

using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Key = "a session secret of the tests"u8.ToArray();
    private static readonly Visitor Citizen = Visitor.OfUser("citizen-42", [ContactPoint.Of("sms", "+447946000001")]);

    [Fact]
    public void A_token_names_its_visitor_and_when_it_was_made()
    {
        var read = VisitorToken.Read(VisitorToken.Write(Citizen, Key, Now), Key, Now.AddDays(3));
        Assert.NotNull(read);
        Assert.Equal("user:citizen-42", read.Value.Visitor.Id);
        Assert.True(read.Value.Visitor.IsProven);
        Assert.Equal(Citizen.Proven, read.Value.Visitor.Proven);
        Assert.Equal(Now, read.Value.IssuedAt);
    }

    [Fact]
    public void A_token_of_another_secret_names_nobody() =>
        Assert.Null(VisitorToken.Read(VisitorToken.Write(Citizen, Key, Now), "another secret of the tests"u8.ToArray(), Now));

    [Fact]
    public void A_token_with_any_character_changed_names_nobody_else()
    {
        var token = VisitorToken.Write(Citizen, Key, Now);
        for (var place = 0; place < token.Length; place++)
        {
            var forged = string.Concat(token.AsSpan(0, place), token[place] == 'A' ? "B" : "A", token.AsSpan(place + 1));
            // The last character of base64 carries unused bits: the bytes may be the same, then it is the same token.
            var read = VisitorToken.Read(forged, Key, Now);
            Assert.True(read is null || read.Value.Visitor.Id == Citizen.Id, $"place {place}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("{}.{}")]
    [InlineData("user:citizen-42")]
    public void What_is_no_token_names_nobody(string text) => Assert.Null(VisitorToken.Read(text, Key, Now));

    [Fact]
    public void An_endless_token_is_not_looked_at() => Assert.Null(VisitorToken.Read(new string('A', 100_000) + ".A", Key, Now));

    [Fact]
    public void A_token_lasts_thirty_days_and_not_longer()
    {
        var token = VisitorToken.Write(Citizen, Key, Now);
        Assert.NotNull(VisitorToken.Read(token, Key, Now.AddDays(30).AddSeconds(-1)));
        Assert.Null(VisitorToken.Read(token, Key, Now.AddDays(30)));
    }

    [Fact]
    public void A_token_from_the_future_names_nobody() =>
        Assert.Null(VisitorToken.Read(VisitorToken.Write(Citizen, Key, Now.AddHours(1)), Key, Now));

    [Fact]
    public void Two_anonymous_visitors_are_two() => Assert.NotEqual(Visitor.NewAnonymous().Id, Visitor.NewAnonymous().Id);

    [Fact]
    public void A_visitor_does_not_give_the_id_away_when_logged() => Assert.DoesNotContain("42", $"{Citizen}", StringComparison.Ordinal);
}

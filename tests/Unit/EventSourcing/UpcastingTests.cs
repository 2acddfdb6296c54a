using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Unit.EventSourcing;

/// <summary>No event of ours is superseded yet, so a family of three versions shows what happens when one is.</summary>
public sealed class UpcastingTests
{
    private static readonly EventTypes Types = new([typeof(RangFirst), typeof(RangThen), typeof(Rang), typeof(string)]);

    [Theory]
    [InlineData("phone.rang.v1", """{ "seconds": 3 }""")]
    [InlineData("phone.rang.v2", """{ "milliseconds": 3000 }""")]
    [InlineData("phone.rang.v3", """{ "for": "00:00:03", "was": "landline" }""")]
    public void An_event_of_every_version_is_read_as_the_one_of_today(string type, string content) =>
        Assert.Equal(new Rang(TimeSpan.FromSeconds(3), "landline"), Types.Deserialize(type, System.Text.Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void What_is_superseded_is_not_written_again()
    {
        Assert.Equal("phone.rang.v3", Types.NameOf(new Rang(default, "")));
        Assert.Contains("phone.rang.v1 is superseded", Assert.Throws<ArgumentException>(() => Types.NameOf(new RangFirst(3))).Message);
        Assert.Throws<ArgumentException>(() => Types.NameOf("a string"));
    }

    [Fact]
    public void What_is_stored_under_an_old_name_is_still_known_by_it() => Assert.Equal(typeof(RangFirst), Types.ByName["phone.rang.v1"]);

    [Fact]
    public void An_unknown_type_is_null_and_content_of_another_shape_an_error()
    {
        Assert.Null(Types.Deserialize("phone.rang.v4", "{}"u8));
        Assert.Throws<JsonException>(() => Types.Deserialize("phone.rang.v1", "[]"u8));
    }

    [Fact]
    public void Two_records_cannot_have_one_name() => Assert.Throws<ArgumentException>(() => new EventTypes([typeof(Rang), typeof(Twin)]));

    [EventType("phone.rang.v1")]
    private sealed record RangFirst(int Seconds) : ISuperseded
    {
        public object Upcast() => new RangThen(Seconds * 1000);
    }

    [EventType("phone.rang.v2")]
    private sealed record RangThen(int Milliseconds) : ISuperseded
    {
        public object Upcast() => new Rang(TimeSpan.FromMilliseconds(Milliseconds), "landline");
    }

    [EventType("phone.rang.v3")]
    private sealed record Rang(TimeSpan For, string Was);

    [EventType("phone.rang.v3")]
    private sealed record Twin(int Seconds);
}

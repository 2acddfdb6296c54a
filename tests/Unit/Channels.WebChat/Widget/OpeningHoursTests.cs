using System.Globalization;
using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class OpeningHoursTests
{
    // 2026-11-21 is a Saturday; Berlin is an hour ahead of UTC then.
    [Theory]
    [InlineData("2026-11-20T06:59:59Z", false)]
    [InlineData("2026-11-20T07:00:00Z", true)]
    [InlineData("2026-11-20T14:59:59Z", true)]
    [InlineData("2026-11-20T15:00:00Z", false)]
    [InlineData("2026-11-21T08:30:00Z", true)]
    [InlineData("2026-11-21T11:00:00Z", false)]
    [InlineData("2026-11-22T09:00:00Z", false)]
    // Summer time: two hours ahead.
    [InlineData("2026-07-17T06:00:00Z", true)]
    public void Hours_are_those_of_the_place(string now, bool isOpen) => Assert.Equal(
        isOpen, OpeningHours.Read("Mo-Fr 08:00-16:00, Sa 09:00-12:00", "Europe/Berlin").IsOpen(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_span_of_days_may_go_over_the_end_of_the_week()
    {
        var hours = OpeningHours.Read("Sa-Mo 10:00-11:00", null);
        var monday = new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);
        Assert.Equal([true, false, true], new[] { 0, 1, 6 }.Select(day => hours.IsOpen(monday.AddDays(day))));
    }

    [Fact]
    public void Without_hours_it_is_always_open() => Assert.True(OpeningHours.Read(" ", null).IsOpen(DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData("Mo")]
    [InlineData("08:00-16:00")]
    [InlineData("Mo-Fr 16:00-08:00")]
    [InlineData("Mo-Fr 8-16")]
    [InlineData("Monday 08:00-16:00")]
    [InlineData("Mo-We-Fr 08:00-16:00")]
    [InlineData("Mo-Fr 08:00-24:00")]
    public void What_are_no_hours_is_an_error(string text) => Assert.Throws<FormatException>(() => OpeningHours.Read(text, null));
}

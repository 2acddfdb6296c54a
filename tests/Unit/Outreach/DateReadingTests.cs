using Omnichannel.Outreach;
using Xunit;

namespace Omnichannel.Unit.Outreach;

public sealed class DateReadingTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Theory]
    [InlineData("2026-03-12", "2026-03-12")]
    [InlineData("am 12.3.2026 bitte", "2026-03-12")]
    [InlineData("12.03.26", "2026-03-12")]
    [InlineData("besser am 12.3.", "2026-03-12")]
    [InlineData("12/03/2026 please", "2026-03-12")]
    [InlineData("12 March", "2026-03-12")]
    [InlineData("March 12th, 2027", "2027-03-12")]
    [InlineData("am 12. März um zehn", "2026-03-12")]
    [InlineData("le 12 août", "2026-08-12")]
    [InlineData("9.3.", "2027-03-09")]
    [InlineData("29.2.", "2028-02-29")]
    [InlineData("the 29th of February", "2028-02-29")]
    public void A_date_is_read_as_people_write_it(string text, string date) => Assert.Equal(DateOnly.Parse(date, null), DateReading.In(text, Today));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("12.3. or 13.3.")]
    [InlineData("31.2.2026")]
    [InlineData("29.2.2027")]
    [InlineData("call +43 1 12345")]
    [InlineData("99.99.9999")]
    [InlineData("at 12.30")]
    public void What_is_no_date_or_more_than_one_is_none(string text) => Assert.Null(DateReading.In(text, Today));
}

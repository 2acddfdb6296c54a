using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Contracts;

public sealed class PhoneNumberTests
{
    /// <summary>Ways people write one number; the kinds are those of phony#185, PhoneNumberKit#294, glific#4973, contao#8434, and RFC 3966.</summary>
    [Theory]
    [InlineData("+447911123456")]
    [InlineData(" +44 7911 123-456 ")]
    [InlineData("00447911123456")]
    [InlineData("+44 (0)7911 123456")]
    [InlineData("+44(0) 7911 123456")]
    [InlineData("0044 (0)7911.123.456")]
    [InlineData("(+44) 7911 123456")]
    [InlineData("+44 07911 123456")]
    [InlineData("+4407911123456")]
    [InlineData("+44 (7911) 123456")]
    [InlineData("tel:+44-7911-123456")]
    [InlineData("TEL:+447911123456")]
    [InlineData("tel:7911-123456;phone-context=+44")]
    [InlineData("tel:%2B447911123456")]
    [InlineData("sms:+447911123456")]
    [InlineData("rcs:+447911123456")]
    [InlineData("whatsapp:+447911123456")]
    [InlineData("\u202a+44\u00a07911\u2009123456\u202c")]
    [InlineData("\u200e+44 7911 123456\ufeff")]
    [InlineData("+44\u20117911\u2013123456")]
    [InlineData("+٤٤٧٩١١١٢٣٤٥٦")]
    [InlineData("+۴۴۷۹۱۱۱۲۳۴۵۶")]
    [InlineData("+४४७९१११२३४५६")]
    [InlineData("＋４４ （０）７９１１ １２３４５６")]
    [InlineData("+𝟒𝟒𝟕𝟗𝟏𝟏𝟏𝟐𝟑𝟒𝟓𝟔")]
    public void A_number_is_the_same_however_it_is_written(string text)
    {
        Assert.Equal("+447911123456", PhoneNumber.Read(text)?.Address);
        Assert.Equal("+447911123456", PhoneNumber.Canonical(text));
    }

    /// <summary>
    /// Letters: quik-sms#742, Fossify#644, the alphanumeric senders of 3GPP TS 23.040 (9.1.2.5). A second number, a remark or an extension makes it
    /// somebody else's; superscripts are no decimal digits.
    /// </summary>
    [Theory]
    [InlineData("3MOBILE")]
    [InlineData("3Store")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("CityHall")]
    [InlineData("+44 7911 123456 ext. 12")]
    [InlineData("+44 7911 123456 x12")]
    [InlineData("+44 7911 123456;12")]
    [InlineData("+44 7911 123456,,12#")]
    [InlineData("tel:+447911123456;ext=12")]
    [InlineData("+44 7911 123456/08")]
    [InlineData("+49 30 1234567/08")]
    [InlineData("+49 30 1234567 (2)")]
    [InlineData("+44 7911 123456 or 55")]
    [InlineData("+44 7911 123456\t55")]
    [InlineData("+44+7911123456")]
    [InlineData("++447911123456")]
    [InlineData("+44 7911 12345²")]
    [InlineData("Flat 12, Berg")]
    [InlineData("?")]
    [InlineData("٠٧٩١١ نورا")]
    public void What_has_more_in_it_is_a_name_and_stays_as_it_is(string text)
    {
        Assert.Null(PhoneNumber.Read(text, "GB"));
        Assert.Equal(text, PhoneNumber.Canonical(text, "GB"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("+", "+")]
    [InlineData("07911 123456", "07911123456")]
    [InlineData("٠٧٩١١ ١٢٣٤٥٦", "07911123456")]
    [InlineData("+44 7946", "+447946")]
    [InlineData("+447946000001234567", "+447946000001234567")]
    [InlineData("+999 12345678", "+99912345678")]
    [InlineData("+0447911123456", "+0447911123456")]
    public void What_is_no_number_anywhere_is_refused_where_it_is_typed_and_kept_where_it_comes(string text, string kept)
    {
        Assert.Null(PhoneNumber.Read(text));
        Assert.Equal(kept, PhoneNumber.Canonical(text));
    }

    /// <summary>Numbers that nobody has, set aside for tests and films: possible, though not valid.</summary>
    [Theory]
    [InlineData("+44 7700 900123")]
    [InlineData("+1 202 555 0123")]
    [InlineData("+1 500 555 0006")]
    [InlineData("+33 1 99 00 12 34")]
    [InlineData("+61 491 570 156")]
    public void A_number_set_aside_for_tests_is_a_number(string text) => Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), PhoneNumber.Read(text)?.Address);

    /// <summary>Where the 0 belongs to the number also from abroad, <c>(0)</c> does; elsewhere it goes, whether a 0 is dialled there (Germany) or not (Spain).</summary>
    [Theory]
    [InlineData("+39 06 1234 5678", "+390612345678")]
    [InlineData("+39 (0)6 1234 5678", "+390612345678")]
    [InlineData("+39 333 123 4567", "+393331234567")]
    [InlineData("+378 (0)549 886377", "+3780549886377")]
    [InlineData("+225 (0)7 12 34 56 78", "+2250712345678")]
    [InlineData("+229 (0)1 20 21 12 34", "+2290120211234")]
    [InlineData("+241 (0)1 44 12 34", "+24101441234")]
    [InlineData("+242 (0)6 123 4567", "+242061234567")]
    [InlineData("+49 (0) 30 1234567", "+49301234567")]
    [InlineData("+49 30/1234567", "+49301234567")]
    [InlineData("+33 (0)1 23 45 67 89", "+33123456789")]
    [InlineData("+34 (0) 912 345 678", "+34912345678")]
    [InlineData("+352 (0) 621 123 456", "+352621123456")]
    [InlineData("+36 06 30 123 4567", "+36301234567")]
    [InlineData("+7 8 495 123 45 67", "+74951234567")]
    [InlineData("+370 8 612 34567", "+37061234567")]
    [InlineData("+1 1 202 555 0123", "+12025550123")]
    [InlineData("+7 800 555 35 35", "+78005553535")]
    [InlineData("+54 11 15 2345 6789", "+5491123456789")]
    public void A_trunk_prefix_behind_the_country_code_goes(string text, string canonical)
    {
        Assert.Equal(canonical, PhoneNumber.Read(text)?.Address);
        Assert.Equal(canonical, PhoneNumber.Canonical(text));
    }

    /// <summary>The library adds an area code to the first two and takes a carrier's prefix away from the others: two numbers would become one.</summary>
    [Theory]
    [InlineData("+2612602251")]
    [InlineData("+67212466")]
    [InlineData("+611831472422")]
    [InlineData("+352158811217")]
    [InlineData("+86111798902736")]
    public void Nothing_else_of_an_international_number_is_changed(string number) => Assert.Equal(number, PhoneNumber.Canonical(number + " "));

    [Theory]
    [InlineData("07911 123456", "GB", "+447911123456")]
    [InlineData("0151/12345678", "DE", "+4915112345678")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("1-415-555-2671", "US", "+14155552671")]
    [InlineData("011 44 7911 123456", "US", "+447911123456")]
    [InlineData("8 495 123-45-67", "RU", "+74951234567")]
    [InlineData("06 1234 5678", "IT", "+390612345678")]
    [InlineData("(11) 98765-4321", "BR", "+5511987654321")]
    [InlineData("011 98765-4321", "BR", "+5511987654321")]
    [InlineData("138 1234 5678", "CN", "+8613812345678")]
    [InlineData("12 34 56 78", "DK", "+4512345678")]
    [InlineData("+49 151 12345678", "GB", "+4915112345678")]
    public void A_number_without_country_code_belongs_to_the_region(string text, string region, string canonical)
    {
        Assert.Equal(canonical, PhoneNumber.Read(text, region)?.Address);
        Assert.Equal(canonical, PhoneNumber.Canonical(text, region));
        Assert.Null(PhoneNumber.Read(text.StartsWith('+') ? "07911 123456" : text));
    }

    /// <summary>In Germany, whose numbers have many lengths, each of the first three would be somebody's: a 0 is missing, or a plus.</summary>
    [Theory]
    [InlineData("447911123456", "DE")]
    [InlineData("33612345678", "AT")]
    [InlineData("1701234567", "DE")]
    [InlineData("7911123456", "GB")]
    [InlineData("5551234", "US")]
    public void What_is_not_dialled_so_in_the_region_is_no_number(string text, string region)
    {
        Assert.Null(PhoneNumber.Read(text, region));
        Assert.Equal(text, PhoneNumber.Canonical(text, region));
    }

    [Theory]
    [InlineData("60777", null)]
    [InlineData("22422", "DE")]
    [InlineData("112", "DE")]
    [InlineData("123456", "FI")]
    public void A_short_code_is_one_in_every_region(string code, string? region)
    {
        Assert.Equal(code, PhoneNumber.Read(code, region)?.Address);
        Assert.False(PhoneNumber.Read(code, region)!.Value.IsInternational);
        Assert.Equal(code, PhoneNumber.Canonical(code, region));
    }

    [Fact]
    public void A_region_is_two_capital_letters_of_a_country()
    {
        Assert.All(["GB", "DE", "US", "XK"], code => Assert.True(PhoneNumber.IsRegion(code)));
        Assert.All(["", "gb", "UK", "GBR", "001", "44"], code => Assert.False(PhoneNumber.IsRegion(code)));
    }

    [Theory]
    [InlineData("+447911123456", null, "+4407911123456")]
    [InlineData("+447911123456", "GB", "+4407911123456", "07911123456")]
    [InlineData("+447911123456", "DE", "+4407911123456")]
    [InlineData("+390612345678", "IT", "0612345678")]
    [InlineData("+14155552671", null)]
    [InlineData("60777", "GB")]
    [InlineData("CityHall", "GB")]
    public void Earlier_versions_kept_a_number_as(string address, string? region, params string[] former) =>
        Assert.Equal(former, PhoneNumber.FormerForms(address, region));
}

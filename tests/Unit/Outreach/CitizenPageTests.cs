using Omnichannel.Outreach;
using Xunit;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

public sealed class CitizenPageTests
{
    [Theory]
    [InlineData("en", "You agreed on 11 March 2026 (by telephone).", "Office · surveys · with your consent · SMS")]
    [InlineData("de", "Sie haben am 11.03.2026 zugestimmt (am Telefon).", "Office · surveys · mit Ihrer Einwilligung · SMS")]
    public void Codes_and_days_are_told_in_the_citizens_words_and_days_as_they_are_where_the_citizen_is(string language, string consent, string contact)
    {
        // Half past eleven at night in London is tomorrow in Berlin.
        var late = new DateTimeOffset(2026, 3, 10, 23, 30, 0, TimeSpan.Zero);
        var citizen = Citizen with { Consents = new Dictionary<string, ConsentFact> { ["surveys"] = new(true, "phone", late) } };
        var history = new CitizenHistory.View([new(late, "Office", "How was it?", "surveys", "sms", "consent")], []);
        var page = CitizenPageHtml.Of(citizen, ["surveys"], history, NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"], language);
        Assert.Contains(consent, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(contact, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_a_departments_own_stays_as_it_is_and_is_no_markup()
    {
        var citizen = Citizen with { Consents = new Dictionary<string, ConsentFact> { ["surveys"] = new(false, "<b>counter 4</b>", At) } };
        var page = CitizenPageHtml.Of(citizen, ["surveys"], new CitizenHistory.View([], []), NodaTime.DateTimeZone.Utc, "en");
        Assert.Contains("(&lt;b&gt;counter 4&lt;/b&gt;)", page, StringComparison.Ordinal);
    }
}

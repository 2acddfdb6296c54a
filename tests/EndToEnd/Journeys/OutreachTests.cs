using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>A sample of the documentation from the event that starts it to the citizen's answer.</summary>
public sealed class OutreachTests
{
    private const string Anna = "+447946000001";

    [Fact]
    public Task A_citizen_is_reminded_answers_and_is_thanked() => RemindAsync(distributed: false);

    [Fact]
    public async Task A_mail_is_unsubscribed_from_with_one_click_and_nobody_is_reminded_of_anything_again()
    {
        const string address = "anna@city.example";
        await using var city = await Installation.SimulatedAsync(
            more: [new("Outreach__Samples", "true"), new("Outreach__QuietFrom", "00:00"), new("Outreach__QuietTo", "00:00")]);
        using var http = city.Reading.NewClient();
        await BookAsync();
        var mail = (await Eventually.GetAsync(async () => await MailsAsync() is { Count: > 0 } mails ? mails : null))[0];
        Assert.StartsWith("Your appointment on ", mail.GetProperty("subject").GetString(), StringComparison.Ordinal);
        using var nobody = city.Reading.NewClient();
        nobody.DefaultRequestHeaders.Authorization = null;
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        (await nobody.PostAsync(mail.GetProperty("unsubscribeUrl").GetString(), click)).EnsureSuccessStatusCode();
        await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=outreach.stopped.v1")).FirstOrDefault(line => line.Text("reason") == "consent-withdrawn"));
        await BookAsync();
        var withheld = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=life-event.withheld.v1")).FirstOrDefault());
        Assert.Equal("purpose.objected", withheld.Text("reason"));
        Assert.Single(await MailsAsync());

        async Task BookAsync()
        {
            var date = TimeProvider.System.GetUtcNow().AddDays(1).AddSeconds(2).ToString("O", CultureInfo.InvariantCulture);
            (await http.PostAsJsonAsync(
                "/outreach/life-events",
                new { type = "appointment-booked", contactPoint = new { kind = "email", address }, fields = new { date, time = "10:00", place = "Room 4" } })).EnsureSuccessStatusCode();
        }

        async Task<List<JsonElement>> MailsAsync() =>
            [.. (await http.GetFromJsonAsync<JsonElement>($"/simulator/mailboxes/{address}")).GetProperty("messages").EnumerateArray()];
    }

    internal static async Task RemindAsync(bool distributed)
    {
        await using var city = await Installation.SimulatedAsync(
            distributed, new("Outreach__Samples", "true"), new("Outreach__QuietFrom", "00:00"), new("Outreach__QuietTo", "00:00"));
        using var outreach = city.Reading.NewClient();
        using var phones = city.Channels.NewClient();
        var date = TimeProvider.System.GetUtcNow().AddDays(1).AddSeconds(2).ToString("O", CultureInfo.InvariantCulture);
        using var told = await outreach.PostAsJsonAsync(
            "/outreach/life-events",
            new { type = "appointment-booked", contactPoint = new { kind = "phone", address = Anna }, fields = new { date, time = "10:00", place = "Room 4" } });
        told.EnsureSuccessStatusCode();
        await UntilAsync("Will you come?");
        (await phones.PostAsJsonAsync($"/simulator/phones/{Uri.EscapeDataString(Anna)}/messages", new { text = "1" })).EnsureSuccessStatusCode();
        await UntilAsync("Thank you.");
        var finished = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(outreach, "?types=outreach.finished.v1")).FirstOrDefault());
        Assert.Equal("confirmed", finished.Text("outcome"));
        Assert.Equal(2, (await LogLines.ReadAsync(outreach, "?types=conversation.reply-written.v1")).Count);

        Task UntilAsync(string words) => Eventually.TrueAsync(async () =>
            (await phones.GetFromJsonAsync<JsonElement>($"/simulator/phones/{Uri.EscapeDataString(Anna)}")).GetRawText().Contains(words, StringComparison.Ordinal));
    }
}

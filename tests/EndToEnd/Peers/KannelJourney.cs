using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The running program behind a real Kannel: bearerbox, smsbox, and its fake SMS centre in the network's place.</summary>
public sealed class KannelJourney(KannelCity city) : IClassFixture<KannelCity>
{
    [Theory]
    [InlineData("+447946000001", "text", "when is it", "when is it", "Tomorrow: 10 €", "text Tomorrow: 10 €")]
    [InlineData("+447946000002", "ucs2", "%05%32%05%61%04%36", "Բաж", "ж", "ucs-2 %046")]
    public async Task A_phone_writes_and_gets_its_answer_and_we_learn_that_it_arrived(string phone, string kind, string written, string heard, string answer, string got)
    {
        using var http = city.Program.NewClient();
        await using var smsc = FakeSmsc.Start(city.SmscPort, $"{phone} 300 {kind} {written}");
        var received = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=conversation.message-received.v1")).SingleOrDefault(one => one.Content.GetRawText().Contains(phone, StringComparison.Ordinal)));
        Assert.Equal((heard, "300", "kannel"), (received.Text("text"), received.Text("to"), received.Text("provider")));
        var conversation = received.Subject["conversation-".Length..];
        (await http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = answer })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(smsc.Got.Contains($"<300 {phone} {got}>")));
        await Eventually.TrueAsync(async () => (await StatesAsync(http, conversation)).Contains("delivered"));
        // The webhook's own answer was no message to the phone.
        Assert.Single(smsc.Got);
    }

    private static async Task<List<string?>> StatesAsync(HttpClient http, string conversation)
    {
        var view = await http.GetFromJsonAsync<JsonElement>($"/conversations/{conversation}");
        return [.. view.GetProperty("messages").EnumerateArray().Where(message => message.TryGetProperty("delivery", out _))
            .Select(message => message.GetProperty("delivery").GetProperty("state").GetString())];
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The running program behind a real Kannel: bearerbox, smsbox, and its fake SMS centre in the network's place.</summary>
public sealed class KannelJourney : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Secret = "kannelsecretfortests";
    private OmnichannelProcess _program = null!;
    private int _smscPort;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(FakeSmsc.Program))
            Assert.Skip("Kannel's fake SMS centre is not installed: run the tests through 'make test'.");
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        // Each of the two has to know the other's port before it starts.
        var port = OmnichannelProcess.FreePort();
        (var sendSms, _smscPort) = await Servers.StartKannelAsync(new Uri($"http://127.0.0.1:{port}"), Secret);
        _program = new OmnichannelProcess("", folder, new Dictionary<string, string>
        {
            ["Sms__Kannel__Username"] = "omnichannel",
            ["Sms__Kannel__Password"] = Secret,
            ["Sms__Kannel__Secret"] = Secret,
            ["Sms__Kannel__From"] = "300",
            ["Sms__Kannel__BaseUrl"] = sendSms.GetLeftPart(UriPartial.Authority),
        })
        {
            Port = port,
        };
        await _program.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is null)
            return;
        await Servers.StopKannelAsync();
        await _program.DisposeAsync();
        Directory.Delete(_program.Folder, recursive: true);
    }

    [Theory]
    [InlineData("text", "when is it", "when is it", "Tomorrow: 10 €", "text Tomorrow: 10 €")]
    [InlineData("ucs2", "%05%32%05%61%04%36", "Բաж", "ж", "ucs-2 %046")]
    public async Task A_phone_writes_and_gets_its_answer_and_we_learn_that_it_arrived(string kind, string written, string heard, string answer, string got)
    {
        await using var smsc = FakeSmsc.Start(_smscPort, $"{Anna} 300 {kind} {written}");
        using var http = _program.NewClient();
        var received = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=conversation.message-received.v1")).SingleOrDefault());
        Assert.Equal((heard, "300", "kannel"), (received.Text("text"), received.Text("to"), received.Text("provider")));
        var conversation = received.Subject["conversation-".Length..];
        (await http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = answer })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(smsc.Got.Contains($"<300 {Anna} {got}>")));
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

using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>A citizen who uses every channel, with a string that is nowhere else in each thing said, and another citizen beside.</summary>
internal sealed class CitizenStory(Installation installation)
{
    public const string ChatSecret = "chat-identity-secret-for-tests";
    private readonly List<string> _marks = [];
    private readonly List<string> _files = [];
    private readonly List<string> _others = [];
    private readonly List<string> _parked = [];
    private readonly HttpClient _channels = installation.Channels.NewClient();
    private readonly HttpClient _http = installation.Conversations.NewClient();

    /// <summary>All 64 of the one who is to be erased.</summary>
    public IReadOnlyList<string> Marks => _marks;

    /// <summary>Those of them that are in stored files.</summary>
    public IReadOnlyList<string> FileMarks => _files;

    /// <summary>Those that a copy for the citizen does not hold: files are linked, and what could not be read is nobody's.</summary>
    public IReadOnlySet<string> NotInCopy => _files.Concat(_parked).ToHashSet();

    /// <summary>The other citizen's; the last one is in a stored file.</summary>
    public IReadOnlyList<string> OtherMarks => _others;

    /// <summary>One of the 64 too.</summary>
    public string Number { get; private set; } = "";

    public string Citizen { get; private set; } = "";

    public string OtherCitizen { get; private set; } = "";

    /// <summary>The one with the first text.</summary>
    public string Conversation { get; private set; } = "";

    public async Task TellAsync()
    {
        var digits = RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
        Number = "+447" + digits;
        _marks.Add(digits);
        await TextAsync(Number, Mark());
        Citizen = await CitizenAsync(Number);
        Conversation = await Eventually.GetAsync(async () => (await _http.GetFromJsonAsync<JsonElement>($"/citizens/{Citizen}"))
            .GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("id").GetString()).FirstOrDefault());
        await OtherAsync();
        await MailAsync();
        await WhatsAppAsync();
        await MessengerAsync();
        await LetterAsync();
        await ChatAsync();
        await CallAsync();
        await WorkAsync();
        await ParkAsync();
        await LiveAsync();
        while (_marks.Count < 64)
            await TextAsync(Number, Mark());
        await ClosedOneAsync();
        Assert.Equal(64, _marks.Distinct().Count());
        await ArrivedAsync();
    }

    private string Mark()
    {
        var mark = $"mark{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        _marks.Add(mark);
        return mark;
    }

    private string FileMark()
    {
        _files.Add(Mark());
        return _files[^1];
    }

    private string OtherMark()
    {
        _others.Add($"other{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}");
        return _others[^1];
    }

    private async Task OtherAsync()
    {
        var number = "+448" + RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
        await TextAsync(number, OtherMark());
        OtherCitizen = await CitizenAsync(number);
        await PostAsync(_http, $"/citizens/{OtherCitizen}/contact-points", new { kind = "email", address = $"{OtherMark()}@home.example" });
        await PatchAsync($"/citizens/{OtherCitizen}", new { name = OtherMark() });
        await PostAsync(_channels, $"/simulator/people/whatsapp/{number}/messages", new
        {
            file = new { name = $"{OtherMark()}.txt", contentType = "text/plain", content = Encoding.UTF8.GetBytes($"a file {OtherMark()} of the other") },
        });
    }

    private async Task MailAsync()
    {
        var address = $"{Mark()}@home.example";
        await PostAsync(_http, $"/citizens/{Citizen}/contact-points", new { kind = "email", address });
        await PostAsync(_channels, $"/simulator/mailboxes/{address}/messages", new { subject = $"About {Mark()}", text = $"Dear {Mark()}" });
        await PostAsync(_channels, $"/simulator/mailboxes/{address}/messages", new { subject = Mark(), html = $"<p>Dear <b>{Mark()}</b></p>" });
        // From somebody who answers in their place, and asks to be answered elsewhere.
        await ReplyAsync(new { text = Mark(), channel = "email", subject = Mark() });
    }

    private async Task WhatsAppAsync()
    {
        var person = $"/simulator/people/whatsapp/{Number}/messages";
        await PostAsync(_channels, person, new { text = Mark(), name = Mark() });
        await PostAsync(_channels, person, new { place = new { latitude = 51.5, longitude = -0.1, name = Mark() } });
        await PostAsync(_channels, person, new
        {
            text = Mark(),
            file = new { name = $"{Mark()}.txt", contentType = "text/plain", content = Encoding.UTF8.GetBytes($"a file with {FileMark()} in it") },
        });
        await ReplyAsync(new { text = Mark(), channel = "whatsapp", choices = new[] { new { id = "yes", title = Mark()[..20] } } });
        // A title has twenty characters at most: that much of it is looked for.
        _marks[^1] = _marks[^1][..20];
    }

    private async Task MessengerAsync()
    {
        var person = Mark();
        await PostAsync(_http, $"/citizens/{Citizen}/contact-points", new { kind = "messenger", address = person });
        var said = await PostAsync(_channels, $"/simulator/people/messenger/{person}/messages", new { text = Mark() });
        await PostAsync(_channels, $"/simulator/people/messenger/{person}/messages", new { text = Mark(), edits = said.GetProperty("id").GetString() });
        await PostAsync(_channels, $"/simulator/people/messenger/{person}/messages", new
        {
            file = new { name = "photo.txt", contentType = "text/plain", content = Encoding.UTF8.GetBytes($"what {FileMark()} shows") },
        });
    }

    /// <summary>A channel of somebody's own.</summary>
    private async Task LetterAsync()
    {
        var sender = Mark();
        await PostAsync(_http, $"/citizens/{Citizen}/contact-points", new { kind = "letter", address = sender });
        await PostAsync(_http, "/conversations/messages", new
        {
            channel = "letter",
            provider = "post",
            providerMessageId = Guid.NewGuid().ToString(),
            from = sender,
            to = "city",
            text = Mark(),
            language = Mark(),
            attachments = new[] { new { name = $"{Mark()}.pdf", contentType = "application/pdf", url = $"https://scans.example/{Mark()}" } },
        });
    }

    private async Task ChatAsync()
    {
        var user = $"{Mark()}@work.example";
        await PostAsync(_http, $"/citizens/{Citizen}/contact-points", new { kind = "email", address = user });
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ChatSecret), Encoding.UTF8.GetBytes(user)));
        await using var page = await ChatPage.OpenAsync(installation.Channels.Address, identity: new { identifier = user, hash });
        for (var i = 0; i < 2; i++)
            await page.SendAsync(new { type = "send", clientId = Guid.NewGuid().ToString(), text = Mark() });
    }

    private async Task CallAsync()
    {
        var id = (await PostAsync(_channels, $"/simulator/phones/{Number}/calls", new { })).GetProperty("id").GetString();
        await AwaitsAsync("keys speech");
        await PostAsync(_channels, $"/simulator/calls/{id}", new { kind = "keys", text = "3" });
        await AwaitsAsync("message");
        await PostAsync(_channels, $"/simulator/calls/{id}", new { kind = "speech", text = Mark() });
        await Eventually.TrueAsync(async () => (await CallAsync()).GetProperty("state").GetString() == "completed");

        Task AwaitsAsync(string what) => Eventually.TrueAsync(async () => (await CallAsync()).GetProperty("awaits").GetString() == what);

        async Task<JsonElement> CallAsync() => (await _channels.GetFromJsonAsync<JsonElement>($"/simulator/phones/{Number}/calls"))[0];
    }

    /// <summary>What agents do.</summary>
    private async Task WorkAsync()
    {
        await PatchAsync($"/citizens/{Citizen}", new { name = Mark() });
        await PatchAsync($"/citizens/{Citizen}", new { name = Mark(), language = "en" });
        for (var i = 0; i < 3; i++)
            await PostAsync(_http, $"/conversations/{Conversation}/notes", new { text = Mark() });
        for (var i = 0; i < 3; i++)
            await ReplyAsync(new { text = Mark(), channel = "sms" });
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"an answer with {FileMark()}"));
        file.Headers.ContentType = new("text/plain");
        using var stored = await _http.PostAsync($"/attachments?name={Mark()}.txt", file);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        await ReplyAsync(new { text = Mark(), channel = "sms", attachments = new[] { await stored.Content.ReadFromJsonAsync<JsonElement>() } });
    }

    /// <summary>What outreach chooses people by, and what it is told of them.</summary>
    private async Task LiveAsync()
    {
        await PatchAsync($"/citizens/{Citizen}", new { attributes = new { district = Mark() } });
        using var outreach = installation.Reading.NewClient();
        await PostAsync(outreach, "/outreach/life-events", new { type = "moved", citizenId = Citizen, fields = new { street = Mark() } });
    }

    /// <summary>What no adapter can read.</summary>
    private async Task ParkAsync()
    {
        _parked.Add(Mark());
        var token = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(OmnichannelProcess.AdminKey), "simulator token"u8)[..16]);
        var twilio = new TwilioRequests(token, installation.Channels.Address.GetLeftPart(UriPartial.Authority));
        using var request = twilio.Signed(installation.Channels.Address, "/sms/webhooks/twilio", new() { ["From"] = Number, ["Something"] = _parked[0] });
        using var response = await _channels.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A conversation that was closed for a reason, and the next one.</summary>
    private async Task ClosedOneAsync()
    {
        _marks.RemoveAt(_marks.Count - 1);
        await PostAsync(_http, $"/conversations/{Conversation}/close", new { reason = Mark() });
        await TextAsync(Number, "and another thing");
    }

    /// <summary>Everything is in the log, in the read models, and stored.</summary>
    private async Task ArrivedAsync()
    {
        using var reading = installation.Reading.NewClient();
        await Eventually.TrueAsync(async () =>
        {
            var log = await reading.GetStringAsync("/feeds/events");
            return _marks.Concat(_others).All(mark => log.Contains(mark, StringComparison.Ordinal) || _files.Contains(mark) || _parked.Contains(mark) || mark == _others[^1]);
        });
        await Eventually.TrueAsync(() => Task.FromResult(
            ByteSearch.Find([installation.Files ?? Path.Combine(installation.Conversations.Folder, "attachments")], [.. _files, _others[^1]]).Count == _files.Count + 1));
        var head = (await LogLines.ReadAsync(reading))[^1].Position;
        (await _http.GetAsync($"/conversations?atLeast={head}")).EnsureSuccessStatusCode();
        (await reading.GetAsync($"/timeline/citizens/{Citizen}?atLeast={head}")).EnsureSuccessStatusCode();
    }

    private async Task<string> CitizenAsync(string number) => await Eventually.GetAsync(async () =>
        (await _http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(number)}")).GetProperty("items").EnumerateArray()
            .Select(citizen => citizen.GetProperty("id").GetString()).FirstOrDefault());

    private Task TextAsync(string number, string text) => PostAsync(_channels, $"/simulator/phones/{number}/messages", new { text });

    private async Task ReplyAsync(object body)
    {
        // With a broker what the citizen said on that channel may still be on its way.
        await Eventually.TrueAsync(async () => (await _http.PostAsJsonAsync($"/conversations/{Conversation}/replies", body)).IsSuccessStatusCode);
    }

    private async Task PatchAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await _http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}

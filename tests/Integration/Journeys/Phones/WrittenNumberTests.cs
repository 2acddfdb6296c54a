using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Numbers as agents, planners and other programs write them, over HTTP.</summary>
public sealed class WrittenNumberTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private OutreachBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await OutreachBench.StartAsync("Phone:DefaultRegion=GB");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_agent_writes_a_number_as_people_do_and_it_is_the_one_that_texts_come_from()
    {
        await _bench.Server.TextAsync(Anna, "hello");
        var citizen = (await _bench.Server.CitizenAsync(Anna)).GetProperty("id").GetString();
        foreach (var text in new[] { "+44 (0)7946 000 002", "07946 000002", "tel:+44-7946-000002", "＋４４７９４６０００００２" })
            (await AddAsync(citizen, text)).EnsureSuccessStatusCode();
        await _bench.Server.TextAsync("+447946000002", "from my other telephone");
        Assert.Equal(citizen, (await _bench.Server.CitizenAsync("+447946000002")).GetProperty("id").GetString());
        Assert.Equal(2, (await _bench.Server.CitizenAsync("07946 000002")).GetProperty("contactPoints").GetArrayLength());
        // Nothing was kept as what the brackets would make it.
        var other = await _bench.Server.Http.GetFromJsonAsync<JsonElement>("/citizens?contactPoint=%2B4407946000002");
        Assert.Empty(other.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("3MOBILE")]
    [InlineData("+44 7946 000002 ext. 12")]
    [InlineData("+44 7946 000002/08")]
    [InlineData("7946000002")]
    [InlineData("+44 7946")]
    [InlineData("anna@city.example")]
    public async Task What_is_no_number_is_refused_where_it_is_typed(string text)
    {
        await _bench.Server.TextAsync(Anna, "hello");
        var citizen = (await _bench.Server.CitizenAsync(Anna)).GetProperty("id").GetString();
        using var added = await AddAsync(citizen, text);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "contact-point.unreadable"), (added.StatusCode, await OutreachBench.CodeAsync(added)));
        using var told = await _bench.Server.Http.PostAsJsonAsync(
            "/outreach/life-events", new { type = "child-born", contactPoint = new { kind = "phone", address = text }, fields = new { birthday = "2026-11-20" } });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "contact-point.unreadable"), (told.StatusCode, await OutreachBench.CodeAsync(told)));
        Assert.Single(await _bench.Server.LogAsync("?types=citizen.registered.v1"));
    }

    [Fact]
    public async Task A_step_is_tried_at_a_number_as_it_is_typed_and_at_none_that_is_unreadable()
    {
        var id = (await _bench.DraftAsync(OutreachBench.Question())).GetProperty("id").GetString()!;
        (await TestAsync("07946 000003")).EnsureSuccessStatusCode();
        Assert.Equal("+447946000003", Assert.Single(await _bench.TextsAsync(1)).To);
        using var refused = await TestAsync("07946 000003 ext. 12");
        Assert.Equal("contact-point.unreadable", await OutreachBench.CodeAsync(refused));

        Task<HttpResponseMessage> TestAsync(string address) =>
            _bench.Server.Http.PostAsJsonAsync($"/outreach/campaigns/{id}/test", new { channel = "sms", address });
    }

    /// <summary>What a connector brings is kept, whatever it is: nobody is there to write it better.</summary>
    [Theory]
    [InlineData("+44 (0)7946 000001", Anna)]
    [InlineData("07946-000001", Anna)]
    [InlineData("+٤٤٧٩٤٦٠٠٠٠٠١", Anna)]
    [InlineData("3MOBILE", "3MOBILE")]
    [InlineData("+44 7946 000001 ext. 12", "+44 7946 000001 ext. 12")]
    public async Task A_message_of_a_connector_is_taken_with_whatever_number(string from, string address)
    {
        using var sent = await _bench.Server.Http.PostAsJsonAsync(
            "/conversations/messages", new { channel = "sms", provider = "gateway", providerMessageId = "1", from, to = "60777", text = "hello" });
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var received = await Eventually.GetAsync(async () => await _bench.Server.LogAsync("?types=conversation.message-received.v1") is [var one] ? one : null);
        Assert.Equal(address, received.Content.GetProperty("from").GetProperty("address").GetString());
    }

    [Fact]
    public async Task A_list_says_which_of_its_numbers_are_none()
    {
        var id = (await _bench.DraftAsync(OutreachBench.Question())).GetProperty("id").GetString()!;
        string[] lines =
        [
            "address", Anna, "+44 (0)7946 000 001", "07946 000001", "tel:+447946000001", "\u202a+44 7946 000001\u202c", "+٤٤٧٩٤٦٠٠٠٠٠١",
            "+44 7946 000001 ext 12", "+44 7946 000001 x 7", "+44 7946 000001/08", "+44 7946 000001 or 55", "Flat 12", "60777", "7946000001", "+44 7946", "3Store",
        ];
        var report = await _bench.UploadAsync(id, string.Join('\n', lines));
        Assert.Equal((1, 5, 9), (Of(report, "citizens"), Of(report, "twice"), Of(report, "refusedCount")));
        Assert.Equal(Enumerable.Range(8, 9), report.GetProperty("refused").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()));
        Assert.All(report.GetProperty("refused").EnumerateArray(), line => Assert.Equal("address.unreadable", line.GetProperty("code").GetString()));

        static int Of(JsonElement element, string name) => element.GetProperty(name).GetInt32();
    }

    private Task<HttpResponseMessage> AddAsync(string? citizen, string address) =>
        _bench.Server.Http.PostAsJsonAsync($"/citizens/{citizen}/contact-points", new { kind = "phone", address });
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>One citizen, everything that was said.</summary>
public sealed class TimelineTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_timeline_is_newest_first_and_paged()
    {
        for (var i = 0; i < 7; i++)
            await _server.TextAsync(Anna, $"text {i}");
        var citizen = await IdAsync();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await TimelineAsync($"/timeline/citizens/{citizen}?limit=2&channel=sms&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString() + entry.GetProperty("position").GetString()));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(8, seen.Count);
        Assert.Equal(8, seen.Distinct().Count());
        Assert.StartsWith("conversation-opened", seen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_of_a_moment_the_timeline_is_what_was_known_then()
    {
        await _server.TextAsync(Anna, "before");
        var moment = TimeProvider.System.GetUtcNow();
        await _server.TextAsync(Anna, "after");
        var citizen = await IdAsync();
        var then = await TimelineAsync($"/timeline/citizens/{citizen}?asOf={Uri.EscapeDataString(moment.ToString("O"))}");
        Assert.Contains("before", Texts(then));
        Assert.DoesNotContain("after", Texts(then));
        var now = await TimelineAsync($"/timeline/citizens/{citizen}?asOf={Uri.EscapeDataString(moment.AddMinutes(1).ToString("O"))}");
        var live = await TimelineAsync($"/timeline/citizens/{citizen}");
        Assert.Equal(live.GetProperty("items").GetRawText(), now.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task A_follower_sees_a_new_entry_live()
    {
        await _server.TextAsync(Anna, "first");
        var citizen = await IdAsync();
        using var stream = await _server.Http.GetStreamAsync($"/timeline/citizens/{citizen}/live?after=0");
        using var reader = new StreamReader(stream);
        await _server.TextAsync(Anna, "second");
        var lines = new List<string>();
        while (!lines.Any(line => line.Contains("second", StringComparison.Ordinal)))
            lines.Add((await reader.ReadLineAsync()) ?? throw new EndOfStreamException());
        Assert.Contains(lines, line => line == "event: entry");
    }

    [Fact]
    public async Task A_rebuilt_read_model_equals_the_live_one_while_texts_come_in()
    {
        for (var i = 0; i < 30; i++)
            await _server.TextAsync($"+44794600{i % 5:D4}", $"text {i}");
        var rebuild = _server.Services.GetRequiredService<Rebuild>();
        var during = Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
                await _server.TextAsync($"+44794600{i % 5:D4}", $"more {i}");
        });
        foreach (var projection in _server.Services.GetServices<IProjection>())
            await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
        await during;
        var before = await DumpAsync();
        foreach (var projection in _server.Services.GetServices<IProjection>())
            await rebuild.RunAsync(projection, (_, _) => { }, CancellationToken.None);
        Assert.Equal(before, await DumpAsync());
        Assert.Equal(60, before.Count(row => row.Contains("message-received", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_position_that_is_not_reached_is_told_so()
    {
        using var response = await _server.Http.GetAsync($"/timeline/citizens/{Guid.Empty}?atLeast=999999");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("read-model.behind", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private async Task<List<string>> DumpAsync()
    {
        var head = (await _server.LogAsync())[^1].Position;
        (await _server.Http.GetAsync($"/timeline/citizens/{Guid.Empty}?atLeast={head}")).EnsureSuccessStatusCode();
        (await _server.Http.GetAsync($"/conversations?atLeast={head}")).EnsureSuccessStatusCode();
        var rows = new List<string>();
        await using var connection = await _server.Services.GetRequiredService<IReadModels>().OpenAsync(CancellationToken.None);
        foreach (var table in _server.Services.GetServices<IProjection>().SelectMany(projection => projection.Tables))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table.Name} ORDER BY {table.Key}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table.Name}: {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}"))}");
        }

        return rows;
    }

    private async Task<string> IdAsync() => (await _server.CitizenAsync(Anna)).GetProperty("id").GetString()!;

    private async Task<JsonElement> TimelineAsync(string path)
    {
        var head = (await _server.LogAsync())[^1].Position;
        return await _server.Http.GetFromJsonAsync<JsonElement>($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}atLeast={head}");
    }

    private static IEnumerable<string?> Texts(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(entry => entry.TryGetProperty("text", out var text) ? text.GetString() : null);
}

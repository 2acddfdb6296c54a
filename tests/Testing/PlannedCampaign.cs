using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Omnichannel.Testing;

/// <summary>A campaign over the API as its planners run it: written by one, allowed by another.</summary>
public sealed class PlannedCampaign : IDisposable
{
    public const string Words = "The town hall is open again from Monday on, every day from eight to six.";

    /// <summary>Tells everybody on its list, once, by SMS.</summary>
    public const string News = $$"""
        name: News
        department: Press
        purpose: news
        legalBasis: public-task
        audience: [{ isListed: true }]
        steps:
          - id: tell
            send: { channels: [sms], text: { en: "{{Words}}" }, next: told, otherwise: unreachable }
          - id: told
            finish: { outcome: told }
          - id: unreachable
            finish: { outcome: unreachable }
        """;

    private readonly HttpClient _planner;
    private readonly HttpClient _second;

    private PlannedCampaign(HttpClient planner, HttpClient second, Guid id) => (_planner, _second, Id) = (planner, second, id);

    public Guid Id { get; }

    /// <summary>Drafts it and hands in its list; it is approved, but not started.</summary>
    /// <param name="definition">YAML.</param>
    public static async Task<PlannedCampaign> ApprovedAsync(OmnichannelProcess process, string definition, IEnumerable<string> addresses)
    {
        var planner = process.NewClient();
        planner.Timeout = TimeSpan.FromMinutes(10);
        using var written = await planner.PostAsync("/outreach/campaigns", new StringContent(definition, Encoding.UTF8, "application/yaml"));
        var id = (await ReadAsync(written)).GetProperty("id").GetGuid();
        using var listed = await planner.PostAsync($"/outreach/campaigns/{id}/list", new StringContent(string.Join('\n', addresses), Encoding.UTF8, "text/csv"));
        await ReadAsync(listed);
        var second = process.NewClient();
        second.DefaultRequestHeaders.Authorization = new("Bearer", await SecondKeyAsync(process));
        // The running program hears of a new key a moment later.
        await Eventually.TrueAsync(async () => (await second.GetAsync("/whoami")).IsSuccessStatusCode);
        using var approved = await second.PostAsJsonAsync($"/outreach/campaigns/{id}/approve", new { version = 1 });
        await ReadAsync(approved);
        return new PlannedCampaign(planner, second, id);
    }

    /// <param name="verb">Such as <c>start</c>, <c>pause</c>, <c>resume</c>.</param>
    public async Task DoAsync(string verb)
    {
        using var done = await _planner.PostAsync($"/outreach/campaigns/{Id}/{verb}", null);
        await ReadAsync(done);
    }

    public Task<JsonElement> ProgressAsync() => _planner.GetFromJsonAsync<JsonElement>($"/outreach/campaigns/{Id}/progress");

    public void Dispose()
    {
        _planner.Dispose();
        _second.Dispose();
    }

    private static async Task<string> SecondKeyAsync(OmnichannelProcess process)
    {
        var (code, said) = await process.RunAsync($"keys add Second-{Guid.NewGuid():N} --scope admin");
        return code == 0 ? said.Split('\n').Single(line => line.StartsWith("om_", StringComparison.Ordinal)) : throw new InvalidOperationException(said);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{response.StatusCode}: {text}");
    }
}

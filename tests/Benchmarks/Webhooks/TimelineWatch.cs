using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>People who each look at a citizen's live timeline; it is noted when they see a message.</summary>
internal sealed class TimelineWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, long> _seen = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _watching = [];

    /// <param name="numbers">Of citizens who have written before.</param>
    public static async Task<TimelineWatch> StartAsync(HttpClient http, IEnumerable<string> numbers)
    {
        var watch = new TimelineWatch();
        foreach (var number in numbers)
        {
            var citizen = await Eventually.GetAsync(async () =>
            {
                var found = await http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(number)}");
                return found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).SingleOrDefault();
            });
            var response = await http.GetAsync($"/timeline/citizens/{citizen}/live", HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            watch._watching.Add(Task.Run(() => watch.ReadAsync(response)));
        }

        return watch;
    }

    /// <summary>When each of the messages was seen, in ticks of <see cref="Stopwatch"/>; returns once all are.</summary>
    public async Task<long[]> SeenAsync(IReadOnlyList<Guid> messages)
    {
        await Eventually.TrueAsync(() => Task.FromResult(messages.All(_seen.ContainsKey)));
        return [.. messages.Select(message => _seen[message])];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watching);
        _stop.Dispose();
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        using var answer = response;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(_stop.Token));
        try
        {
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var at = Stopwatch.GetTimestamp();
                if (!line.StartsWith("data: ", StringComparison.Ordinal))
                    continue;
                using var entry = JsonDocument.Parse(line.AsMemory("data: ".Length));
                _seen.TryAdd(entry.RootElement.GetProperty("id").GetGuid(), at);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}

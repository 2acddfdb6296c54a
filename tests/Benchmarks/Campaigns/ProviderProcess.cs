using System.Diagnostics;
using System.Globalization;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Campaigns;

/// <summary>The <see cref="StubProvider"/>, started, and what it was handed.</summary>
internal sealed class ProviderProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProviderProcess(Process process, HttpClient http) => (_process, Http) = (process, http);

    public HttpClient Http { get; }

    public static async Task<ProviderProcess> StartAsync()
    {
        var port = OmnichannelProcess.FreePort();
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ProviderProcess).Assembly.Location, "provider", $"{port}"]) { RedirectStandardInput = true })!;
#pragma warning disable RS0030 // The baseline is a plain client.
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
#pragma warning restore RS0030
        var started = new ProviderProcess(process, http);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await started.CountAsync();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return started;
    }

    public async Task<int> CountAsync() => int.Parse(await Http.GetStringAsync("/count"), CultureInfo.InvariantCulture);

    /// <summary>Checks that everybody was written to once, and forgets it.</summary>
    /// <returns>The first and the last message's moment, and the most messages in any second.</returns>
    public async Task<(TimeSpan Took, int BusiestSecond)> CheckAsync(IReadOnlyCollection<string> numbers)
    {
        using var taken = await Http.PostAsync("/taken", null);
        var lines = (await taken.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Oracle.Must(lines.Length == numbers.Count, $"{lines.Length} messages for {numbers.Count} people.");
        Oracle.Must(lines.Select(line => line.Split(' ')[0]).ToHashSet().SetEquals(numbers), "Somebody was written to twice, and somebody not at all.");
        var moments = lines.Select(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)).Order().ToArray();
        var (busiest, from) = (0, 0);
        for (var i = 0; i < moments.Length; i++)
        {
            while (moments[i] - moments[from] > 1_000_000)
                from++;
            busiest = Math.Max(busiest, i - from + 1);
        }

        return (TimeSpan.FromMicroseconds(moments[^1] - moments[0]), busiest);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

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
    public async Task CheckAsync(IReadOnlyCollection<string> numbers)
    {
        using var taken = await Http.PostAsync("/taken", null);
        var written = (await taken.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Oracle.Must(written.Length == numbers.Count, $"{written.Length} messages for {numbers.Count} people.");
        Oracle.Must(written.ToHashSet().SetEquals(numbers), "Somebody was written to twice, and somebody not at all.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

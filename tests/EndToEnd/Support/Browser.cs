using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Debian's Chromium, without a head; one for all tests, begun by the first that asks for a window.</summary>
public sealed class Browser : IAsyncDisposable
{
    // The shell is the same engine without a window's surroundings: the tests take a quarter less of the processor with it.
    private static readonly string[] Candidates = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)?>> _launched = new(LaunchAsync);

    private static async Task<(IPlaywright, IBrowser)?> LaunchAsync()
    {
        if (Candidates.FirstOrDefault(File.Exists) is not { } chromium)
            return null;
        // Far beyond what a busy machine needs: other tests run beside.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
        return (playwright, browser);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_launched.IsValueCreated || await _launched.Value is not { } launched)
            return;
        await launched.Browser.DisposeAsync();
        launched.Playwright.Dispose();
    }

    /// <summary>A person's own window: pages of it share what the person has stored.</summary>
    /// <param name="change">What this person's window has of its own: another size, other colours.</param>
    internal async Task<IBrowserContext> NewWindowAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var launched = await _launched.Value;
        if (launched is null)
            Assert.Skip("There is no Chromium: run the tests through 'make test', which installs it.");
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, Locale = "en-GB" };
        change?.Invoke(options);
        return await launched.Value.Browser.NewContextAsync(options);
    }

    /// <summary>A page of the program with the admin key at hand, as after signing in.</summary>
    internal static async Task<IPage> OpenAsync(IBrowserContext window, OmnichannelProcess program, string path)
    {
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync($"sessionStorage.setItem('omnichannel.desk.key', '{OmnichannelProcess.AdminKey}')");
        await page.GotoAsync(new Uri(program.Address, path).ToString());
        return page;
    }
}

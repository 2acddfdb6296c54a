using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Debian's Chromium, without a head; one for all tests of the class that uses it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Candidates.FirstOrDefault(File.Exists) is not { } chromium)
            return;
        // Far beyond what a busy machine needs: other tests run beside.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A person's own window: pages of it share what the person has stored.</summary>
    /// <param name="change">What this person's window has of its own: another size, other colours.</param>
    internal async Task<IBrowserContext> NewWindowAsync(Action<BrowserNewContextOptions>? change = null)
    {
        if (_browser is null)
            Assert.Skip("There is no Chromium: run the tests through 'make test', which installs it.");
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, Locale = "en-GB" };
        change?.Invoke(options);
        return await _browser.NewContextAsync(options);
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

using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>The chat as a visitor has it, in a browser, and the desk at the other end.</summary>
public sealed class WebChatJourney(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private readonly OmnichannelProcess _program = new("", Directory.CreateTempSubdirectory("omnichannel").FullName, []);

    public async ValueTask InitializeAsync() => await _program.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_program.Folder, recursive: true);
    }

    [Theory]
    [InlineData("light", "en", 1440, 900)]
    [InlineData("dark", "en", 1440, 900)]
    [InlineData("light", "ar", 1440, 900)]
    [InlineData("dark", "he", 320, 568)]
    // A window of 1280 by 1024 at 400 %.
    [InlineData("light", "de", 320, 256)]
    public async Task Everybody_can_use_it(string theme, string language, int width, int height)
    {
        await using var window = await browser.NewWindowAsync(options => options.ViewportSize = new ViewportSize { Width = width, Height = height });
        var page = await Browser.OpenAsync(window, _program, $"/webchat/demo?form&theme={theme}&language={language}");
        var launcher = page.Locator("button[aria-haspopup=dialog]");
        await Expect(launcher).ToBeVisibleAsync();
        await FindsNothingAsync(page, "closed");

        await launcher.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        var begin = dialog.Locator("form.ask:not([hidden]) button");
        await Expect(begin).ToBeVisibleAsync();
        await Expect(dialog.Locator("#ask-name")).ToBeFocusedAsync();
        // Nothing filled in: each field says what is missing, and the first one is where the writer is.
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#ask-email")).ToBeFocusedAsync();
        await Expect(dialog.Locator("[aria-invalid=true]")).ToHaveCountAsync(3);
        Assert.NotEmpty(await dialog.Locator("#ask-email-problem").InnerTextAsync());
        await FindsNothingAsync(page, "form");
        await ScreenshotAsync(page, $"webchat-form-{theme}-{language}-{width}");

        await dialog.Locator("#ask-email").FillAsync("anna@example.org");
        await dialog.Locator("#ask-topic").SelectOptionAsync("waste");
        await dialog.Locator("#ask-consent").CheckAsync();
        await begin.ClickAsync();
        await Expect(dialog.Locator("#input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("My bin, +44 7946 000001, https://town.example/bins?a=1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".line[data-state=sent], .line[data-state=seen]")).ToHaveCountAsync(1);
        await ReplyAsync(new { text = "When shall we come?", choices = new[] { new { id = "t1", title = "Tomorrow" }, new { id = "t2", title = "Friday" } } });
        await Expect(dialog.Locator(".answer")).ToHaveCountAsync(2);
        await FindsNothingAsync(page, "talk");
        await ScreenshotAsync(page, $"webchat-talk-{theme}-{language}-{width}");
        Assert.Equal(language is "ar" or "he" ? "rtl" : "ltr", await dialog.EvaluateAsync<string>("dialog => getComputedStyle(dialog).direction"));
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"), "It scrolls sideways.");

        await page.Keyboard.PressAsync("Escape");
        await Expect(launcher).ToBeFocusedAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Files_typing_answers_and_receipts_go_both_ways()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await page.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await page.Locator("#input").FillAsync("Here is a picture");
        await page.Locator("omnichannel-chat input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bin.png", MimeType = "image/png", Buffer = Picture });
        await Expect(page.Locator(".chosen li")).ToHaveTextAsync("bin.png");
        await page.Locator("#input").PressAsync("Enter");
        var log = page.GetByRole(AriaRole.Log);
        await Expect(log.GetByRole(AriaRole.Link, new() { Name = "bin.png" })).ToBeVisibleAsync();

        var desk = await Browser.OpenAsync(window, _program, "/");
        await desk.GetByText("Here is a picture").First.ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Img, new() { Name = "bin.png" })).ToBeVisibleAsync();
        await Expect(page.Locator(".line[data-state=seen]")).ToHaveCountAsync(1);
        await page.Locator("#input").PressSequentiallyAsync("And");
        await Expect(desk.GetByText("The citizen is writing…")).ToBeVisibleAsync();

        await desk.Locator("textarea").First.PressSequentiallyAsync("The plan");
        await Expect(page.GetByText("Somebody is writing…")).ToBeVisibleAsync();
        await desk.GetByTestId("attach").SetInputFilesAsync(new FilePayload { Name = "plan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 plan"u8.ToArray() });
        await Expect(desk.GetByText("plan.pdf").First).ToBeVisibleAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeEnabledAsync();
        await ScreenshotAsync(desk, "desk-attachment");
        await desk.Locator("textarea").First.PressAsync("Control+Enter");
        await Expect(page.GetByText("Somebody is writing…")).ToHaveCountAsync(0);
        var download = await page.RunAndWaitForDownloadAsync(() => log.GetByRole(AriaRole.Link, new() { Name = "plan.pdf" }).ClickAsync());
        Assert.Equal("plan.pdf", download.SuggestedFilename);
        await page.BringToFrontAsync();
        await Expect(desk.GetByText("Read", new() { Exact = true }).First).ToBeVisibleAsync();
        await ScreenshotAsync(page, "webchat-files");
        await ScreenshotAsync(desk, "desk-files");
    }

    [Fact]
    public async Task A_file_that_may_not_be_sent_is_told_and_can_be_taken_away()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await page.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await page.Locator("omnichannel-chat input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "page.svg", MimeType = "image/svg+xml", Buffer = "<svg><script>alert(1)</script></svg>"u8.ToArray() });
        await Expect(page.Locator(".chosen .wrong")).ToContainTextAsync("page.svg");
        await page.Locator("#input").FillAsync("hello");
        await page.Locator("#input").PressAsync("Enter");
        await Expect(page.Locator("#hint")).ToContainTextAsync("page.svg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove page.svg" }).ClickAsync();
        await page.Locator("#input").PressAsync("Enter");
        await Expect(page.Locator(".line[data-state=sent]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Ten_lost_connections_lose_nothing()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await page.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await SayAsync(page, "begin");
        for (var i = 0; i < 10; i++)
        {
            await window.SetOfflineAsync(true);
            await page.EvaluateAsync("() => dispatchEvent(new Event('offline'))");
            await page.Locator("#input").FillAsync($"mine {i}");
            await page.Locator("#input").PressAsync("Enter");
            await ReplyAsync(new { text = $"ours {i}" });
            await window.SetOfflineAsync(false);
            await Expect(page.GetByRole(AriaRole.Log).GetByText($"ours {i}", new() { Exact = true })).ToHaveCountAsync(1);
            await Expect(page.Locator(".unsent")).ToHaveCountAsync(0);
        }

        foreach (var text in Enumerable.Range(0, 10).SelectMany(i => new[] { $"mine {i}", $"ours {i}" }))
            await Expect(page.GetByRole(AriaRole.Log).GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);
        using var http = _program.NewClient();
        var received = await LogLines.ReadAsync(http, "?types=conversation.message-received.v1");
        Assert.Equal(["begin", .. Enumerable.Range(0, 10).Select(i => $"mine {i}")], received.Select(e => e.Text("text")));
    }

    [Fact]
    public async Task Two_tabs_are_one_visitor_with_a_draft_each()
    {
        await using var window = await browser.NewWindowAsync();
        var first = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await first.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await SayAsync(first, "from the first");
        var second = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await Expect(second.Locator("button[aria-haspopup=dialog]")).ToBeVisibleAsync();
        await first.EvaluateAsync("() => omnichannel.close()");
        await ReplyAsync(new { text = "to both" });
        foreach (var tab in new[] { first, second })
            await Expect(tab.Locator(".badge")).ToHaveTextAsync("1");
        await second.EvaluateAsync("() => omnichannel.open()");
        await Expect(first.Locator(".badge")).ToBeHiddenAsync();
        await Expect(second.GetByRole(AriaRole.Log).GetByText("from the first")).ToHaveCountAsync(1);
        await first.EvaluateAsync("() => omnichannel.open()");
        await first.Locator("#input").FillAsync("begun here");
        await second.Locator("#input").FillAsync("begun there");
        await second.ReloadAsync();
        await Expect(second.Locator("#input")).ToHaveValueAsync("begun there");
        await Expect(first.Locator("#input")).ToHaveValueAsync("begun here");
    }

    [Fact]
    public async Task The_language_changes_without_a_reload_and_the_next_visitor_sees_nothing()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, _program, "/webchat/demo");
        await page.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await SayAsync(page, "a secret");
        await page.EvaluateAsync("() => omnichannel.setLocale('ar')");
        await Expect(page.Locator("omnichannel-chat .chat")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("a secret")).ToHaveCountAsync(1);
        await page.EvaluateAsync("() => omnichannel.reset()");
        await page.EvaluateAsync("() => omnichannel.open()");
        await Expect(page.Locator(".state[data-state=online]")).ToBeVisibleAsync();
        await Expect(page.GetByText("a secret")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_site_with_a_strict_policy_can_have_it()
    {
        var chat = _program.Address.ToString().TrimEnd('/');
        await using var site = WebApplication.CreateSlimBuilder().Build();
        site.Urls.Add($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        site.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {chat}; connect-src {chat} {chat.Replace("http", "ws", StringComparison.Ordinal)}";
            return Results.Content($"<!doctype html><title>Town</title><script src='{chat}/webchat/widget.js' data-language='fr' async></script>", "text/html");
        });
        await site.StartAsync();
        await using var window = await browser.NewWindowAsync();
        var page = await window.NewPageAsync();
        var blocked = new List<string>();
        page.Console += (_, message) =>
        {
            // Also what the page asks for itself, as its icon, is refused by this policy: that is not ours.
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) && !message.Text.Contains("favicon", StringComparison.Ordinal))
                blocked.Add(message.Text);
        };
        await page.GotoAsync(site.Urls.First());
        await page.Locator("button[aria-haspopup=dialog]").ClickAsync();
        await SayAsync(page, "bonjour");
        await page.Locator("omnichannel-chat input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bin.png", MimeType = "image/png", Buffer = Picture });
        await Expect(page.Locator(".chosen li")).ToHaveTextAsync("bin.png");
        Assert.Empty(blocked);
    }

    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#input").FillAsync(text);
        await page.Locator("#input").PressAsync("Enter");
        await Expect(page.Locator(".line.mine:not(.unsent)").GetByText(text, new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>An agent answers the one conversation that there is.</summary>
    private async Task ReplyAsync(object reply)
    {
        using var http = _program.NewClient();
        var opened = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=conversation.opened.v1")).FirstOrDefault());
        using var answer = await http.PostAsJsonAsync($"/conversations/{opened.Subject["conversation-".Length..]}/replies", reply);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task FindsNothingAsync(IPage page, string when)
    {
        // While it rises it is half transparent, and its colours are not yet its own.
        await page.EvaluateAsync("() => Promise.all((document.querySelector('omnichannel-chat').shadowRoot.getAnimations?.() ?? []).map(one => one.finished))");
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        Assert.True(found.Violations.Length == 0, $"{when}: {JsonSerializer.Serialize(found.Violations.Select(one => new { one.Id, one.Help, nodes = one.Nodes.Select(node => node.Html) }))}");
    }

    /// <summary>For people to look at: artifacts/screenshots.</summary>
    private static Task ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png") });
}

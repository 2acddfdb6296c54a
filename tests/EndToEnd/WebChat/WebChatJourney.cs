using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>The chat as a visitor has it, in a browser, and the desk at the other end.</summary>
[Collection(ChatSites.Name)]
public sealed class WebChatJourney(Browser browser, ChatSite site) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Files_typing_answers_and_receipts_go_both_ways()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).ClickAsync();
        await page.Locator("#input").FillAsync("Here is a picture");
        await page.Locator("omnichannel-chat input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bin.png", MimeType = "image/png", Buffer = ChatSite.Picture });
        await Expect(page.Locator(".chosen li")).ToHaveTextAsync("bin.png");
        await page.Locator("#input").PressAsync("Enter");
        var log = page.GetByRole(AriaRole.Log);
        await Expect(log.GetByRole(AriaRole.Link, new() { Name = "bin.png" })).ToBeVisibleAsync();

        var desk = await Browser.OpenAsync(window, site.Program, "/");
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
        await ChatSite.ScreenshotAsync(desk, "desk-attachment");
        await desk.Locator("textarea").First.PressAsync("Control+Enter");
        await Expect(page.GetByText("Somebody is writing…")).ToHaveCountAsync(0);
        var download = await page.RunAndWaitForDownloadAsync(() => log.GetByRole(AriaRole.Link, new() { Name = "plan.pdf" }).ClickAsync());
        Assert.Equal("plan.pdf", download.SuggestedFilename);
        await page.BringToFrontAsync();
        await Expect(desk.GetByText("Read", new() { Exact = true }).First).ToBeVisibleAsync();
        await ChatSite.ScreenshotAsync(page, "webchat-files");
        await ChatSite.ScreenshotAsync(desk, "desk-files");
    }

    [Fact]
    public async Task A_file_that_may_not_be_sent_is_told_and_can_be_taken_away()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).ClickAsync();
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
    public async Task Two_tabs_are_one_visitor_with_a_draft_each()
    {
        await using var window = await browser.NewWindowAsync();
        var first = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(first).ClickAsync();
        await ChatSite.SayAsync(first, "from the first");
        var second = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await Expect(ChatSite.Launcher(second)).ToBeVisibleAsync();
        await first.EvaluateAsync("() => omnichannel.close()");
        await site.ReplyAsync(new { text = "to both" });
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
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).ClickAsync();
        await ChatSite.SayAsync(page, "a secret");
        await page.EvaluateAsync("() => omnichannel.setLocale('ar')");
        await Expect(page.Locator("omnichannel-chat .chat")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("a secret")).ToHaveCountAsync(1);
        await page.EvaluateAsync("() => omnichannel.reset()");
        await page.EvaluateAsync("() => omnichannel.open()");
        await Expect(page.Locator(".state[data-state=online]")).ToBeVisibleAsync();
        await Expect(page.GetByText("a secret")).ToHaveCountAsync(0);
    }
}

using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>Everybody can use the chat: with a keyboard alone, with a screen reader, in any language, on any screen.</summary>
[Collection(ChatSites.Name)]
public sealed class WebChatAccessTests(Browser browser, ChatSite site) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
        var page = await Browser.OpenAsync(window, site.Program, $"/webchat/demo?form&theme={theme}&language={language}");
        var launcher = ChatSite.Launcher(page);
        await Expect(launcher).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(page, "closed");

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
        await Axe.FindsNothingAsync(page, "form");
        await ChatSite.ScreenshotAsync(page, $"webchat-form-{theme}-{language}-{width}");

        await dialog.Locator("#ask-email").FillAsync("anna@example.org");
        await dialog.Locator("#ask-topic").SelectOptionAsync("waste");
        await dialog.Locator("#ask-consent").CheckAsync();
        await begin.ClickAsync();
        await Expect(dialog.Locator("#input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("My bin, +44 7946 000001, https://town.example/bins?a=1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".line[data-state=sent], .line[data-state=seen]")).ToHaveCountAsync(1);
        await site.ReplyAsync(new { text = "When shall we come?", choices = new[] { new { id = "t1", title = "Tomorrow" }, new { id = "t2", title = "Friday" } } });
        await Expect(dialog.Locator(".answer")).ToHaveCountAsync(2);
        await Axe.FindsNothingAsync(page, "talk");
        await ChatSite.ScreenshotAsync(page, $"webchat-talk-{theme}-{language}-{width}");
        Assert.Equal(language is "ar" or "he" ? "rtl" : "ltr", await dialog.EvaluateAsync<string>("dialog => getComputedStyle(dialog).direction"));
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"), "It scrolls sideways.");

        await page.Keyboard.PressAsync("Escape");
        await Expect(launcher).ToBeFocusedAsync();
        await Expect(launcher).ToHaveAttributeAsync("aria-expanded", "false");
    }
}

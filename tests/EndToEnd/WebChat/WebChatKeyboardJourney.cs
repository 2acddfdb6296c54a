using System.Text.Json;
using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>A chat from the first word to the last with nothing but a keyboard, and in every state of it nothing that axe finds.</summary>
[Collection(ChatSites.Name)]
public sealed class WebChatKeyboardJourney(Browser browser, ClosedChatSite site) : IAsyncLifetime
{
    /// <summary>Where the focus is: inside the widget the element that has it, else none.</summary>
    private const string Focused = "document.querySelector('omnichannel-chat')?.shadowRoot.activeElement";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("en", "Town of Alderbrook")]
    [InlineData("ar", "Town of Alderbrook")]
    public async Task Everything_is_done_by_keyboard_alone(string language, string name)
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, $"/webchat/demo?form&language={language}");
        await page.EvaluateAsync("() => addEventListener('pointerdown', () => { window.isPointedAt = true; }, true)");
        // From the beginning: what is listened for only now may come too early.
        var chooser = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, one) => chooser.TrySetResult(one);
        await Expect(ChatSite.Launcher(page)).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(page, "closed");

        await TabToAsync(page, "button[aria-haspopup=dialog]");
        await page.Keyboard.PressAsync("Space");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = name });
        await Expect(dialog.Locator("#ask-name")).ToBeFocusedAsync();
        await Axe.FindsNothingAsync(page, "form");

        // Sent too early: the first field that lacks something has the focus, and says what.
        await TabToAsync(page, "#ask button, .ask button");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#ask-email")).ToBeFocusedAsync();
        await Expect(dialog.Locator("#ask-email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Axe.FindsNothingAsync(page, "form with errors");

        await page.Keyboard.TypeAsync("anna@example.org");
        await TabToAsync(page, "#ask-topic");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "#ask-consent");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator("#input")).ToBeFocusedAsync();

        // The window in which a file is chosen is the system's own, with keys of its own.
        await TabToAsync(page, ".form > .icon", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await (await chooser.Task.WaitAsync(Timeout, TimeProvider.System)).SetFilesAsync(new FilePayload { Name = "bin.png", MimeType = "image/png", Buffer = ChatSite.Picture });
        await Expect(dialog.Locator("#input")).ToBeFocusedAsync();
        await Expect(dialog.Locator(".chosen li")).ToHaveTextAsync("bin.png");
        await Axe.FindsNothingAsync(page, "file chosen");
        await page.Keyboard.TypeAsync("My bin");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".line.mine:not(.unsent)")).ToHaveCountAsync(1);

        await site.ReplyAsync(new { text = "When shall we come?", choices = new[] { new { id = "t1", title = "Tomorrow" }, new { id = "t2", title = "Friday" } } });
        await Expect(dialog.Locator(".answer")).ToHaveCountAsync(2);
        await Axe.FindsNothingAsync(page, "conversation");
        await TabToAsync(page, ".answer:last-child", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".line.mine:not(.unsent)")).ToHaveCountAsync(2);
        await Expect(dialog.Locator("#input")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(ChatSite.Launcher(page)).ToBeFocusedAsync();
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Null(await page.EvaluateAsync<bool?>("() => window.isPointedAt ?? null"));
        await HasHeardAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("he")]
    public async Task Who_comes_while_nobody_is_there_leaves_an_address_by_keyboard(string language)
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, $"/webchat/demo?language={language}");
        await Expect(ChatSite.Launcher(page)).ToBeVisibleAsync();
        await TabToAsync(page, "button[aria-haspopup=dialog]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#mail-email")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(page, "nobody there");
        await TabToAsync(page, "#mail-email", "Shift+Tab");
        await page.Keyboard.TypeAsync("anna");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#mail-email-problem")).Not.ToBeEmptyAsync();
        await Axe.FindsNothingAsync(page, "nobody there, a wrong address");
        await page.Keyboard.TypeAsync("@example.org");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#input")).ToBeFocusedAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("anna@example.org");
        await Axe.FindsNothingAsync(page, "address left");
    }

    /// <summary>What was typed, attached and chosen is what the log has.</summary>
    private async Task HasHeardAsync()
    {
        var heard = await site.ReceivedAsync();
        Assert.Equal(["My bin", "Friday"], heard.Select(e => e.Text("text")));
        var form = JsonSerializer.Deserialize<JsonElement>(heard[0].Content.GetProperty("details").GetProperty("form").GetString()!);
        Assert.Equal(("anna@example.org", "waste", "yes"), (form.GetProperty("email").GetString(), form.GetProperty("topic").GetString(), form.GetProperty("consent").GetString()));
        Assert.Equal("bin.png", heard[0].Content.GetProperty("attachments")[0].GetProperty("name").GetString());
    }

    /// <summary>Presses Tab until this has the focus, as somebody does who sees where it is.</summary>
    private static async Task TabToAsync(IPage page, string selector, string key = "Tab")
    {
        for (var presses = 0; presses < 60; presses++)
        {
            if (await page.EvaluateAsync<bool>($"selector => Boolean({Focused}?.matches(selector))", selector))
                return;
            await page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{selector} is not reached by {key}.");
    }
}

using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>What a visitor loses when the network does: nothing.</summary>
[Collection(ChatSites.Name)]
public sealed class WebChatConnectionTests(Browser browser, ChatSite site) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Ten_lost_connections_lose_nothing()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).ClickAsync();
        await ChatSite.SayAsync(page, "begin");
        for (var i = 0; i < 10; i++)
        {
            await window.SetOfflineAsync(true);
            await page.EvaluateAsync("() => dispatchEvent(new Event('offline'))");
            await page.Locator("#input").FillAsync($"mine {i}");
            await page.Locator("#input").PressAsync("Enter");
            await site.ReplyAsync(new { text = $"ours {i}" });
            await window.SetOfflineAsync(false);
            await Expect(page.GetByRole(AriaRole.Log).GetByText($"ours {i}", new() { Exact = true })).ToHaveCountAsync(1);
            await Expect(page.Locator(".unsent")).ToHaveCountAsync(0);
        }

        foreach (var text in Enumerable.Range(0, 10).SelectMany(i => new[] { $"mine {i}", $"ours {i}" }))
            await Expect(page.GetByRole(AriaRole.Log).GetByText(text, new() { Exact = true })).ToHaveCountAsync(1);
        var received = await site.ReceivedAsync();
        Assert.Equal(["begin", .. Enumerable.Range(0, 10).Select(i => $"mine {i}")], received.Select(e => e.Text("text")));
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_fetched_is_fetched_as_soon_as_it_can()
    {
        await using var window = await browser.NewWindowAsync();
        var isAway = true;
        await window.RouteAsync("**/webchat/conversation.js*", route => isAway ? route.AbortAsync() : route.ContinueAsync());
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("No connection. Trying again…")).ToBeAttachedAsync();
        await Axe.FindsNothingAsync(page, "without the conversation");
        isAway = false;
        await Expect(page.Locator("#input")).ToBeFocusedAsync();
        await ChatSite.SayAsync(page, "here at last");
    }
}

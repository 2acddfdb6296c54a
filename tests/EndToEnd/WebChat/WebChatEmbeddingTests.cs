using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>What the chat asks of a page that embeds it: little, and only what its policy allows.</summary>
[Collection(ChatSites.Name)]
public sealed class WebChatEmbeddingTests(Browser browser, ChatSite site) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_site_with_a_strict_policy_can_have_it()
    {
        var chat = site.Program.Address.ToString().TrimEnd('/');
        await using var town = WebApplication.CreateSlimBuilder().Build();
        town.Urls.Add($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        town.MapGet("/", (HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {chat}; connect-src {chat} {chat.Replace("http", "ws", StringComparison.Ordinal)}";
            return Results.Content($"<!doctype html><title>Town</title><script src='{chat}/webchat/widget.js' data-language='fr' async></script>", "text/html");
        });
        await town.StartAsync();
        await using var window = await browser.NewWindowAsync();
        var page = await window.NewPageAsync();
        var blocked = new List<string>();
        page.Console += (_, message) =>
        {
            // Also what the page asks for itself, as its icon, is refused by this policy: that is not ours.
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) && !message.Text.Contains("favicon", StringComparison.Ordinal))
                blocked.Add(message.Text);
        };
        await page.GotoAsync(town.Urls.First());
        await ChatSite.Launcher(page).ClickAsync();
        await ChatSite.SayAsync(page, "bonjour");
        await page.Locator("omnichannel-chat input[type=file]").SetInputFilesAsync(new FilePayload { Name = "bin.png", MimeType = "image/png", Buffer = ChatSite.Picture });
        await Expect(page.Locator(".chosen li")).ToHaveTextAsync("bin.png");
        Assert.Empty(blocked);
    }

    [Fact]
    public async Task Until_it_is_used_a_page_loads_a_button_and_then_the_one_language_it_needs()
    {
        await using var window = await browser.NewWindowAsync(options => options.Locale = "de-AT");
        var page = await window.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        page.WebSocket += (_, socket) => asked.Add(new Uri(socket.Url).AbsolutePath);
        await page.GotoAsync(new Uri(site.Program.Address, "/webchat/demo").ToString());
        await Expect(ChatSite.Launcher(page)).ToHaveTextAsync("Chat");
        await page.EvaluateAsync("() => { omnichannel.setLocale('ar'); omnichannel.close(); omnichannel.setLocale('de'); omnichannel.reset(); }");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(["/webchat/widget.js"], asked.Where(IsOfTheChat));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));

        await ChatSite.Launcher(page).ClickAsync();
        await Expect(page.Locator("#input")).ToBeFocusedAsync();
        await Expect(page.Locator(".state[data-state=online]")).ToHaveTextAsync("Verbunden");
        Assert.Equal(["/webchat/conversation.js", "/webchat/socket", "/webchat/texts/de.json", "/webchat/widget.js"], asked.Where(IsOfTheChat).Order());
    }

    [Fact]
    public async Task Who_comes_back_while_a_conversation_goes_on_sees_what_was_answered_without_opening_it()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await ChatSite.Launcher(page).ClickAsync();
        await ChatSite.SayAsync(page, "My bin was not collected");
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("about:blank");
        await site.ReplyAsync(new { text = "The crew comes again tomorrow." });
        await page.GotoAsync(new Uri(site.Program.Address, "/webchat/demo").ToString());
        await Expect(page.Locator(".badge")).ToHaveTextAsync("1");
        await Expect(ChatSite.Launcher(page)).ToHaveAttributeAsync("aria-label", "Chat: 1 new message");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_the_page_asked_for_while_the_conversation_was_on_its_way_is_done_in_its_order()
    {
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await Expect(ChatSite.Launcher(page)).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { omnichannel.push(['open'], ['close'], ['toggle']); omnichannel.setLocale('he'); }");
        await Expect(page.Locator("omnichannel-chat .chat")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(page.Locator(".state")).ToHaveTextAsync("מחובר");
    }

    private static bool IsOfTheChat(string path) => path.StartsWith("/webchat/", StringComparison.Ordinal) && !path.StartsWith("/webchat/demo", StringComparison.Ordinal);
}

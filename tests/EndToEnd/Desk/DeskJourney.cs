using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>What an agent and a citizen see, in a browser, on the program as <c>make run</c> starts it.</summary>
public sealed class DeskJourney(Browser browser, ChatSite site) : IClassFixture<ChatSite>, IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Bob = "+447946000002";

    public ValueTask InitializeAsync() => site.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_text_is_on_the_desk_its_reply_on_the_phone_and_its_receipt_on_the_desk()
    {
        await using var window = await browser.NewWindowAsync();
        var desk = await window.NewPageAsync();
        await desk.GotoAsync(site.Program.Address.ToString());
        await desk.GetByLabel("key", new() { Exact = false }).First.FillAsync(OmnichannelProcess.AdminKey);
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByRole(AriaRole.Searchbox).Or(desk.GetByPlaceholder("Search", new() { Exact = false })).First).ToBeVisibleAsync();

        var phone = await Browser.OpenAsync(window, site.Program, "/simulator");
        await phone.Locator("#text").FillAsync("Hello, my bin in Mill Lane was not collected.");
        await phone.Locator("#text").PressAsync("Enter");
        await desk.GetByText("Mill Lane").First.ClickAsync();
        await desk.Locator("textarea").First.FillAsync("The crew comes again tomorrow.");
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(phone.GetByText("The crew comes again tomorrow.").First).ToBeVisibleAsync();
        await Expect(desk.GetByText("Delivered").First).ToBeVisibleAsync();
        await ScreenshotAsync(desk, "desk");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Menu of", Exact = false }).ClickAsync();
        await desk.GetByRole(AriaRole.Menuitem, new() { Name = "System status" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Dialog).GetByText("Up to date").First).ToBeVisibleAsync();
        await ScreenshotAsync(desk, "status");
        await ScreenshotAsync(phone, "simulator");
    }

    [Fact]
    public async Task Hostile_words_are_inert_on_the_desk()
    {
        await using var window = await browser.NewWindowAsync();
        var errors = new List<string>();
        var desk = await Browser.OpenAsync(window, site.Program, "/");
        desk.Dialog += (_, dialog) => errors.Add(dialog.Message);
        using var http = site.Program.NewClient();
        foreach (var text in new[] { "<img src=x onerror=alert(1)>", "<script>alert(2)</script>", "[click](javascript:alert(3))", "javascript:alert(4)" })
        {
            (await http.PostAsJsonAsync("/conversations/messages", new
            {
                channel = "sms",
                provider = "test",
                providerMessageId = text,
                from = Bob,
                to = "+15550100",
                text,
            })).EnsureSuccessStatusCode();
        }

        await desk.GetByText("javascript:alert(4)").First.ClickAsync();
        await Expect(desk.GetByText("<img src=x onerror=alert(1)>").First).ToBeVisibleAsync();
        Assert.Empty(await desk.Locator("a[href^='javascript:']").AllAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_citizen_who_texts_and_then_chats_signed_in_is_one_citizen_with_one_conversation_and_timeline()
    {
        await using var window = await browser.NewWindowAsync();
        using var http = site.Program.NewClient();
        (await http.PostAsJsonAsync($"/simulator/phones/{Uri.EscapeDataString(Anna)}/messages", new { text = "First by text" })).EnsureSuccessStatusCode();

        var page = await Browser.OpenAsync(window, site.Program, "/webchat/demo");
        await page.Locator("#phone").FillAsync(Anna);
        await page.Locator("#phone").PressAsync("Enter");
        await Expect(page.Locator("#outcome")).Not.ToBeEmptyAsync();
        // Signing in opens the chat.
        await page.Locator("textarea").FillAsync("Then on the web");
        await page.Locator("textarea").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("Then on the web")).ToBeVisibleAsync();

        var log = await Eventually.GetAsync(async () =>
        {
            var received = await site.ReceivedAsync();
            return received.Count == 2 ? received : null;
        });
        Assert.Single(log.Select(e => e.Subject).Distinct());
        Assert.Single(await LogLines.ReadAsync(http, $"?types=conversation.opened.v1&streams={log[0].Subject}"));
        var citizens = await http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(Anna)}");
        var citizen = citizens.GetProperty("items")[0];
        Assert.Equal(2, citizen.GetProperty("contactPoints").GetArrayLength());
        var timeline = await http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen.GetProperty("id")}?atLeast={log[^1].Position}");
        var texts = timeline.GetProperty("items").EnumerateArray().Where(entry => entry.TryGetProperty("text", out _)).Select(entry => entry.GetProperty("text").GetString());
        Assert.Equal(["Then on the web", "First by text"], texts.Where(text => text!.Contains(' ', StringComparison.Ordinal)));

        var conversation = log[0].Subject["conversation-".Length..];
        (await http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "We read both" })).EnsureSuccessStatusCode();
        await Expect(page.GetByRole(AriaRole.Log).GetByText("We read both")).ToBeVisibleAsync();
        await ScreenshotAsync(page, "webchat");
    }

    [Fact]
    public async Task A_chat_page_that_is_reloaded_and_cut_off_loses_and_repeats_nothing()
    {
        // One of its own: it is killed.
        var program = new OmnichannelProcess("", Directory.CreateTempSubdirectory("omnichannel").FullName, []);
        await using var ended = program;
        await program.StartAsync();
        await using var window = await browser.NewWindowAsync();
        var page = await Browser.OpenAsync(window, program, "/webchat/demo");
        await page.Locator("button[aria-expanded]").ClickAsync();
        for (var i = 0; i < 10; i++)
        {
            if (i % 3 == 1)
                await window.SetOfflineAsync(true);
            await page.Locator("textarea").FillAsync($"line {i}");
            await page.Locator("textarea").PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Log).GetByText($"line {i}", new() { Exact = true })).ToBeVisibleAsync();
            await window.SetOfflineAsync(false);
            if (i % 3 == 2)
            {
                await program.KillAsync();
                await program.StartAsync();
            }

            if (i == 6)
            {
                await page.ReloadAsync();
                await Expect(page.GetByRole(AriaRole.Log).GetByText("line 6", new() { Exact = true })).ToBeVisibleAsync();
            }
        }

        using var http = program.NewClient();
        var log = await Eventually.GetAsync(async () =>
        {
            var received = await LogLines.ReadAsync(http, "?types=conversation.message-received.v1");
            return received.Count >= 10 ? received : null;
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"line {i}"), log.Select(e => e.Text("text")));
        foreach (var i in Enumerable.Range(0, 10))
            await Expect(page.GetByRole(AriaRole.Log).GetByText($"line {i}", new() { Exact = true })).ToHaveCountAsync(1);
    }

    /// <summary>For people to look at: artifacts/screenshots.</summary>
    private static Task ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png") });
}

using System.Net.Http.Json;
using Microsoft.Playwright;
using Omnichannel.Testing;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>A program with a chat on its demo page, and what visitors and agents do with it.</summary>
internal sealed class ChatSite(params IEnumerable<KeyValuePair<string, string>> settings) : IAsyncDisposable
{
    public static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public OmnichannelProcess Program { get; } = new("", Directory.CreateTempSubdirectory("omnichannel").FullName, settings);

    public static ILocator Launcher(IPage page) => page.Locator("button[aria-haspopup=dialog]");

    public static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#input").FillAsync(text);
        await page.Locator("#input").PressAsync("Enter");
        await Expect(page.Locator(".line.mine:not(.unsent)").GetByText(text, new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>For people to look at: artifacts/screenshots.</summary>
    public static Task ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}.png") });

    /// <summary>An agent answers the one conversation that there is.</summary>
    public async Task ReplyAsync(object reply)
    {
        using var http = Program.NewClient();
        var opened = await Eventually.GetAsync(async () => (await LogLines.ReadAsync(http, "?types=conversation.opened.v1")).FirstOrDefault());
        using var answer = await http.PostAsJsonAsync($"/conversations/{opened.Subject["conversation-".Length..]}/replies", reply);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        Directory.Delete(Program.Folder, recursive: true);
    }
}

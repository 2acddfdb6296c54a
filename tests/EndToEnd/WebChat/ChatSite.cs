using System.Net.Http.Json;
using Microsoft.Playwright;
using Omnichannel.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Omnichannel.EndToEnd;

/// <summary>
/// A program with a chat on its demo page, and what visitors and agents do with it; one for all tests of a class or collection, each with
/// visitors of its own.
/// </summary>
public class ChatSite : IAsyncLifetime
{
    private const string Received = "conversation.message-received.v1";
    private long _begun;

    public ChatSite()
        : this([])
    {
    }

    protected ChatSite(IEnumerable<KeyValuePair<string, string>> settings) =>
        Program = new OmnichannelProcess("", Directory.CreateTempSubdirectory("omnichannel").FullName, settings);

    public static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public OmnichannelProcess Program { get; }

    public async ValueTask InitializeAsync() => await Program.StartAsync();

    /// <summary>Begins a test: what was written before it is none of its business.</summary>
    public async ValueTask BeginAsync() => _begun = (await ReceivedAsync()).LastOrDefault()?.Position ?? _begun;

    /// <summary>What visitors of this test have written, as the log has it.</summary>
    internal async Task<List<CloudEvent>> ReceivedAsync()
    {
        using var http = Program.NewClient();
        return await LogLines.ReadAsync(http, $"?types={Received}&after={_begun}");
    }

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

    /// <summary>An agent answers the conversation of this test's visitor.</summary>
    public async Task ReplyAsync(object reply)
    {
        var message = await Eventually.GetAsync(async () => (await ReceivedAsync()).FirstOrDefault());
        using var http = Program.NewClient();
        using var answer = await http.PostAsJsonAsync($"/conversations/{message.Subject["conversation-".Length..]}/replies", reply);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        Directory.Delete(Program.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

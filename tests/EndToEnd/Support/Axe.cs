using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>What a machine can tell of whether everybody can use a page: WCAG 2.2 up to AA, and what is good practice besides.</summary>
internal static class Axe
{
    private static readonly List<string> Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    public static async Task FindsNothingAsync(IPage page, string when)
    {
        // While it rises it is half transparent, and its colours are not yet its own.
        await page.EvaluateAsync("() => Promise.all((document.querySelector('omnichannel-chat').shadowRoot.getAnimations?.() ?? []).map(one => one.finished))");
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = Tags } });
        Assert.True(found.Violations.Length == 0, $"{when}: {JsonSerializer.Serialize(found.Violations.Select(one => new { one.Id, one.Help, nodes = one.Nodes.Select(node => node.Html) }))}");
    }
}

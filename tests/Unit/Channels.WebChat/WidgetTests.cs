using System.Text;
using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class WidgetTests
{
    private static readonly string[] Parts = ["settings", "texts", "styles", "keeping", "connection", "transcript", "words", "view", "chat"];

    [Fact]
    public void Joined_parts_stand_in_one_scope_without_comments_and_indentation() => Assert.Equal(
        "(() => {\n'use strict';\nconst a = 1;\nif (a) {\nb('// stays');\n}\n})();\n",
        Widget.Join(["// about a\nconst a = 1;\n", "if (a) {\n  // why\n  b('// stays');\n}\n"]));

    [Fact]
    public void The_widget_puts_nothing_into_pages_as_markup_or_inline_style()
    {
        foreach (var script in Parts.Select(part => Encoding.UTF8.GetString(WebFile.Read($"widget/{part}.js"))))
        {
            foreach (var way in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style.", "'style'" })
                Assert.DoesNotContain(way, script, StringComparison.Ordinal);
        }
    }
}

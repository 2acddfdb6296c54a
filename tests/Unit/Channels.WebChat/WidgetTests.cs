using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed partial class WidgetTests
{
    private const int MostCompressed = 13 * 1024;

    [Fact]
    public void Joined_parts_stand_in_one_scope_without_comments_and_indentation() => Assert.Equal(
        "(() => {\n'use strict';\nconst a = 1;\nif (a) {\nb('// stays');\n}\n})();\n",
        Widget.Join(["// about a\nconst a = 1;\n", "if (a) {\n  // why\n  b('// stays');\n}\n"]));

    [Fact]
    public void The_widget_puts_nothing_into_pages_as_markup_or_inline_style()
    {
        var script = Widget.Script();
        foreach (var way in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style.", "'style'" })
            Assert.DoesNotContain(way, script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_widget_stays_small()
    {
        using var compressed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(compressed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(Widget.Script()));
        Assert.InRange(compressed.Length, 1, MostCompressed);
    }

    [Fact]
    public void Every_language_says_the_same_with_the_same_places_to_fill()
    {
        Assert.Equal(["ar", "de", "en", "es", "fr", "he", "uk"], WidgetTexts.Languages);
        var english = Texts("en");
        foreach (var language in WidgetTexts.Languages)
        {
            var texts = Texts(language);
            Assert.Equal(english.Keys.Order(), texts.Keys.Order());
            foreach (var (name, text) in english.Where(pair => pair.Value.ValueKind == JsonValueKind.String))
                Assert.Equal((language, name, Places(text.GetString()!)), (language, name, Places(texts[name].GetString()!)));
            Assert.True(texts["unread"].TryGetProperty("other", out _));
        }
    }

    [Fact]
    public void The_widget_uses_every_word_and_has_every_word_it_uses()
    {
        var script = Widget.Script();
        var used = Used().Matches(script).Select(match => match.Groups[1].Value).ToHashSet();
        // By a line's or the connection's state.
        used.UnionWith(["connecting", "online", "waiting", "limited", "sending", "sent", "seen", "refused"]);
        Assert.Equal(Texts("en").Keys.Order(), used.Order());
    }

    private static Dictionary<string, JsonElement> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(WidgetTexts.Read(language))!;

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order());

    [GeneratedRegex(@"\btexts\.(\w+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}

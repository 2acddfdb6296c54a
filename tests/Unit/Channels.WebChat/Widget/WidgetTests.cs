using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed partial class WidgetTests
{
    private const int MostOfTheLauncher = 4 * 1000;
    private const int MostOfTheConversation = 12 * 1000;

    private static string Everything => Widget.Launcher("v1") + Widget.Conversation();

    [Fact]
    public void Joined_parts_stand_in_one_scope_without_comments_and_indentation() => Assert.Equal(
        "(() => {\n'use strict';\nconst a = 1;\nif (a) {\nb('// stays');\n}\n})();\n",
        Widget.Join("(() => {\n'use strict';", ["// about a\nconst a = 1;\n", "if (a) {\n  // why\n  b('// stays');\n}\n"], "})();"));

    [Fact]
    public void The_widget_puts_nothing_into_pages_as_markup_or_inline_style()
    {
        var script = Everything;
        foreach (var way in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style.", "'style'" })
            Assert.DoesNotContain(way, script, StringComparison.Ordinal);
    }

    [Fact]
    public void What_every_page_loads_is_small_and_the_conversation_is_not_large()
    {
        Assert.InRange(Compressed(Widget.Launcher("0123456789ab")), 1, MostOfTheLauncher);
        Assert.InRange(Compressed(Widget.Conversation()), 1, MostOfTheConversation);
    }

    [Fact]
    public void The_launcher_holds_nothing_of_the_conversation()
    {
        foreach (var part in new[] { "WebSocket", "textarea", "'dialog',", "Intl." })
            Assert.DoesNotContain(part, Widget.Launcher("v1"), StringComparison.Ordinal);
        foreach (var file in WebFileNames().Where(name => name.StartsWith("widget/", StringComparison.Ordinal)))
            Assert.Contains(file["widget/".Length..^".js".Length], Widget.LauncherParts.Concat(Widget.ConversationParts));
    }

    [Theory]
    [InlineData("?v=v1", "public, max-age=31536000, immutable")]
    [InlineData("?v=v0", "public, max-age=300")]
    [InlineData("", "public, max-age=300")]
    public void Only_what_is_asked_for_by_its_version_is_kept_for_good(string query, string kept)
    {
        var http = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } };
        new WebFile([1], "text/javascript").Answer(http, "v1");
        Assert.Equal(kept, http.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public void The_first_words_are_there_in_every_language()
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(WidgetTexts.FirstTexts())!;
        Assert.Equal(WidgetTexts.Languages, words.Keys);
        Assert.All(words, one => Assert.Equal(Texts(one.Key)["title"].GetString(), one.Value["title"]));
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
        var used = Used().Matches(Everything).Select(match => match.Groups[1].Value).ToHashSet();
        // By a line's or the connection's state.
        used.UnionWith(["connecting", "online", "waiting", "limited", "sending", "sent", "seen", "refused"]);
        Assert.Equal(Texts("en").Keys.Order(), used.Order());
    }

    private static string[] WebFileNames() => typeof(WebFile).Assembly.GetManifestResourceNames();

    private static long Compressed(string script)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(script));
        return compressed.Length;
    }

    private static Dictionary<string, JsonElement> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(WidgetTexts.Read(language))!;

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order());

    [GeneratedRegex(@"\btexts\.(\w+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}

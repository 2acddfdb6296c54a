using System.Text.Encodings.Web;
using System.Text.Json;

namespace Omnichannel.Channels.WebChat;

/// <summary>The widget's texts, one JSON file a language; a page fetches the one it uses.</summary>
internal static class WidgetTexts
{
    /// <summary>What is said before the conversation is there.</summary>
    private static readonly string[] First = ["title", "connecting", "waiting"];

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By the files that there are: a language more is a file more.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(WidgetTexts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal),
    ];

    public static byte[] Read(string language) => WebFile.Read($"texts/{language}.json");

    /// <summary>The texts of the button in every language, as JSON: <c>{ "de": { "title": … }, … }</c>.</summary>
    public static string FirstTexts() => JsonSerializer.Serialize(Languages.ToDictionary(language => language, FirstOf), Unescaped);

    private static Dictionary<string, JsonElement> FirstOf(string language)
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Read(language))!;
        return First.ToDictionary(name => name, name => all[name]);
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Channels.WebChat;

/// <summary>The widget: one script made of the files in <c>web/widget</c>, each about one thing, in one scope that the host page cannot see.</summary>
internal sealed class Widget(WebFile script)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly string[] Parts =
    [
        "settings", "texts", "styles", "elements", "keeping", "connection", "transcript", "words", "files", "outbox", "typing", "form", "line", "composer",
        "view", "reports", "writing", "sending", "asking", "chat", "start",
    ];

    public static Widget Load() => new(new WebFile(Encoding.UTF8.GetBytes(Script()), "text/javascript; charset=utf-8"));

    internal static string Script() => Join(Parts.Select(Part).Prepend(Words()));

    /// <summary>Any site may embed it; it holds nothing of anybody.</summary>
    public IResult Answer(HttpContext context)
    {
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return script.Answer(context);
    }

    /// <summary>Without indentation and whole-line comments: they are for us, not for phones.</summary>
    internal static string Join(IEnumerable<string> parts)
    {
        var lines = parts.SelectMany(part => part.Split('\n')).Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));
        return $"(() => {{\n'use strict';\n{string.Join('\n', lines)}\n}})();\n";
    }

    /// <summary>The words that come with it, and which languages there are besides.</summary>
    private static string Words() =>
        $"const ownTexts = {Compact(WidgetTexts.Read(WidgetTexts.Own))};\nconst languages = {JsonSerializer.Serialize(WidgetTexts.Languages)};\n";

    private static string Compact(byte[] json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json), Unescaped);

    private static string Part(string name) => Encoding.UTF8.GetString(WebFile.Read($"widget/{name}.js"));
}

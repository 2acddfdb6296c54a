using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// The widget, in two scripts made of the files in <c>web/widget</c>, each about one thing: what every page loads is the button in the corner,
/// and the conversation comes when there is one. Both have a scope of their own that the host page cannot see.
/// </summary>
internal static class Widget
{
    internal static readonly string[] LauncherParts =
    [
        "launcher/settings", "launcher/language", "launcher/styles", "both/elements", "both/keeping", "launcher/fetching", "launcher/button",
        "launcher/calls", "launcher/start",
    ];

    internal static readonly string[] ConversationParts =
    [
        "conversation/texts", "conversation/styles", "both/elements", "connection/ids", "both/keeping", "connection/connection",
        "conversation/transcript", "conversation/words", "composer/files", "connection/outbox", "connection/typing", "composer/form",
        "conversation/line", "composer/composer", "conversation/view", "connection/reports", "composer/writing", "connection/sending",
        "composer/asking", "conversation/chat",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var version = Version();
        MapScript(routes, "/widget.js", Launcher(version), version).ExcludeFromDescription();
        MapScript(routes, "/conversation.js", Conversation(), version).ExcludeFromDescription();
        foreach (var language in WidgetTexts.Languages)
            MapFile(routes, $"/texts/{language}.json", new WebFile(WidgetTexts.Read(language), "application/json; charset=utf-8"), version).ExcludeFromDescription();
    }

    /// <param name="version">Of what it fetches, and in what it fetches.</param>
    internal static string Launcher(string version) => Join(
        "(() => {\n'use strict';", LauncherParts.Select(Part).Prepend($"const version = '{version}';\nconst firstWords = {WidgetTexts.FirstTexts()};\n"), "})();");

    /// <summary>A module, for that is what a script can fetch without a trace on the page.</summary>
    internal static string Conversation() =>
        Join("export function begin({ settings, server, launcher, language, speak }) {", ConversationParts.Select(Part), "return makeChat();\n}");

    /// <summary>Without indentation and whole-line comments: they are for us, not for phones.</summary>
    internal static string Join(string opening, IEnumerable<string> parts, string closing)
    {
        var lines = parts.SelectMany(part => part.Split('\n')).Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));
        return $"{opening}\n{string.Join('\n', lines)}\n{closing}\n";
    }

    /// <summary>Derived from the conversation's script and all texts.</summary>
    private static string Version()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Conversation()));
        foreach (var language in WidgetTexts.Languages)
            hash.AppendData(WidgetTexts.Read(language));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    private static RouteHandlerBuilder MapScript(IEndpointRouteBuilder routes, string route, string script, string version) =>
        MapFile(routes, route, new WebFile(Encoding.UTF8.GetBytes(script), "text/javascript; charset=utf-8"), version);

    /// <summary>Any site may embed it; it holds nothing of anybody.</summary>
    private static RouteHandlerBuilder MapFile(IEndpointRouteBuilder routes, string route, WebFile file, string version) =>
        routes.MapGet(route, (HttpContext http) =>
        {
            http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            http.Response.Headers.AccessControlAllowOrigin = "*";
            return file.Answer(http, version);
        }).AllowAnonymous();

    private static string Part(string name) => Encoding.UTF8.GetString(WebFile.Read($"widget/{name}.js"));
}

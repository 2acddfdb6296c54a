using Omnichannel.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Omnichannel.Channels.Voice;

/// <summary>Reads one menu file. All of its mistakes are found at once; a menu comes back only when there is none.</summary>
internal static class MenuReader
{
    /// <summary>More than any caller finds through. Checking the paths takes time with their square.</summary>
    private const int MostNodes = 500;

    /// <param name="file">Its name, for the mistakes.</param>
    public static (Menu? Menu, IReadOnlyList<MenuError> Mistakes) Read(string file, string yaml)
    {
        var errors = new List<MenuError>();
        var stream = new YamlStream();
        try
        {
            YamlShape.Check(yaml);
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException exception)
        {
            // Its message says what the parser met; the file is ours, not a citizen's.
            return (null, [new MenuError(file, (int)exception.Start.Line, $"This is no YAML: {exception.Message}")]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser has met what it did not expect, and cannot say where.
            return (null, [new MenuError(file, 1, "This is no YAML.")]);
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
            return (null, [new MenuError(file, 1, "A menu file is one mapping that begins with 'menu:'.")]);
        var menu = Read(file, new YamlPart(file, root, errors), errors);
        if (errors.Count == 0)
            errors.AddRange(MenuCheck.Check(file, menu));
        errors.Sort((one, other) => one.Line.CompareTo(other.Line));
        return (errors.Count == 0 ? menu : null, errors);
    }

    private static Menu Read(string file, YamlPart root, List<MenuError> errors)
    {
        var languages = root.List("languages");
        if (languages.Count == 0 || languages.Any(string.IsNullOrWhiteSpace))
        {
            root.Blame("'languages' must name one at least, such as en-GB.");
            languages = ["en-GB"];
        }

        var nodes = new Dictionary<string, MenuNode>();
        var part = root.Part("nodes");
        if (part is null)
            root.Blame("'nodes' is missing.");
        foreach (var (name, node) in part?.Parts() ?? [])
        {
            if (MenuNodeReader.Read(name, node, languages) is { } read)
                nodes[name] = read;
        }

        if (nodes.Count > MostNodes)
            root.Blame($"A menu has at most {MostNodes} nodes.");
        var menu = new Menu(
            root.Words("menu"), [.. root.List("numbers").Select(number => PhoneNumber.Canonical(number))], languages, ZoneOf(root), HolidaysOf(root), root.Words("start"), root.Text("welcome", languages),
            TextsOf(root.Part("texts"), languages), nodes);
        root.BlameUnread("A menu");
        return menu;
    }

    private static TimeZoneInfo ZoneOf(YamlPart root)
    {
        if (root.Optional("timeZone") is not { Length: > 0 } name)
            return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        root.Blame($"'{name}' is no time zone that this machine knows: write it as Europe/Berlin.");
        return TimeZoneInfo.Utc;
    }

    private static HashSet<DateOnly> HolidaysOf(YamlPart root)
    {
        var days = new HashSet<DateOnly>();
        foreach (var text in root.List("holidays"))
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
                days.Add(day);
            else
                root.Blame($"The holiday '{text}' is no day: write it as 2026-12-25.");
        }

        return days;
    }

    /// <summary>German is spoken in German for what a menu leaves unsaid, and English in every other language.</summary>
    private static MenuTexts TextsOf(YamlPart? texts, IReadOnlyList<string> languages)
    {
        var result = new MenuTexts(
            Text("notUnderstood", "Sorry, I did not get that.", "Das habe ich leider nicht verstanden."),
            Text("goodbye", "Thank you for calling. Goodbye.", "Vielen Dank für Ihren Anruf. Auf Wiederhören."),
            Text(
                "position", "You are number {position} in the queue. The wait is about {minutes} minutes.",
                "Sie sind an Stelle {position} der Warteschlange. Die Wartezeit beträgt etwa {minutes} Minuten."),
            Text(
                "callbackOffer", "Press 1 to be called back instead of waiting.", "Drücken Sie die 1, wenn wir Sie lieber zurückrufen sollen."),
            Text("callbackTaken", "We will call you back. Goodbye.", "Wir rufen Sie zurück. Auf Wiederhören."),
            Text(
                "goOn", "To go straight on with {choice}, press 1. For everything else, stay on the line.",
                "Um direkt mit {choice} weiterzumachen, drücken Sie die 1. Für alles andere bleiben Sie bitte in der Leitung."),
            Text("patience", "One moment, please.", "Einen Moment bitte."),
            Text(
                "agentKey", "This is a call-back. Press 1, and we call the citizen.",
                "Dies ist ein Rückruf. Drücken Sie die 1, dann rufen wir die Bürgerin oder den Bürger an."));
        texts?.BlameUnread("'texts'");
        return result;

        LocalText Text(string key, string english, string german) => texts?.Text(key, languages) ?? new LocalText(
            languages.ToDictionary(language => language, language => language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? german : english));
    }
}

using Omnichannel.Contracts;

namespace Omnichannel.Channels.Voice;

/// <summary>Reads one node: it has exactly one of the kinds as a member.</summary>
internal static class MenuNodeReader
{
    private const string Kinds = "say, play, announcement, gather, record, enqueue, dial, hours, callback, hangup";

    public static MenuNode? Read(string name, YamlPart node, IReadOnlyList<string> languages)
    {
        var kinds = node.Keys.Intersect(Kinds.Split(", ")).ToArray();
        if (kinds.Length != 1)
        {
            node.Blame($"The node '{name}' must be exactly one of {Kinds}.");
            return null;
        }

        MenuNode read = kinds[0] switch
        {
            "say" => new MenuNode.Say(name, node.Line, Text(node, "say", languages), node.Words("next")),
            "play" => new MenuNode.Play(name, node.Line, Address(node, "play"), node.Words("next")),
            "announcement" => Announcement(name, node, Part(node, "announcement"), languages),
            "gather" => Gather(name, node, Part(node, "gather"), languages),
            "record" => Record(name, node, Part(node, "record"), languages),
            "enqueue" => Enqueue(name, node, Part(node, "enqueue")),
            "dial" => Dial(name, node, Part(node, "dial")),
            "hours" => Hours(name, node, Part(node, "hours")),
            "callback" => Callback(name, node, Part(node, "callback"), languages),
            _ => new MenuNode.Hangup(name, node.Line, node.Text("hangup", languages)),
        };
        node.BlameUnread($"The node '{name}'");
        return read;
    }

    private static MenuNode.Announcement Announcement(string name, YamlPart node, YamlPart part, IReadOnlyList<string> languages)
    {
        var read = new MenuNode.Announcement(
            name, node.Line, Text(part, "say", languages), part.Date("from"), part.Date("until"), node.Words("next"));
        part.BlameUnread("An announcement");
        return read;
    }

    private static MenuNode.Gather Gather(string name, YamlPart node, YamlPart part, IReadOnlyList<string> languages)
    {
        var input = part.Optional("input") ?? "keys";
        if (input is not ("keys" or "speech" or "both"))
            part.Blame("'input' is keys, speech or both.");
        var choices = new List<MenuChoice>();
        foreach (var (key, choice) in part.Part("choices")?.Parts() ?? [])
            choices.Add(ReadChoice(key, choice, languages));
        if (choices.Count == 0)
            part.Blame("A question without choices has no way out.");
        var read = new MenuNode.Gather(
            name, node.Line, Text(part, "say", languages), input switch { "speech" => "speech", "both" => "dtmf speech", _ => "dtmf" },
            part.Number("timeout", 5, 1, 60), part.Number("tries", 3, 1, 10), choices, part.Words("otherwise"));
        part.BlameUnread("A gather");
        return read;
    }

    private static MenuChoice ReadChoice(string key, YamlPart choice, IReadOnlyList<string> languages)
    {
        var isKeys = key.Length > 0 && key.All(c => char.IsAsciiDigit(c) || c == '*');
        var language = choice.Optional("language");
        if (language is not null && !languages.Contains(language))
            choice.Blame($"The menu does not speak {language}.");
        var words = choice.List("words");
        if (!isKeys && words.Count == 0)
            choice.Blame($"'{key}' are no keys of a telephone, and there are no words to say instead.");
        var read = new MenuChoice(isKeys ? key : "", Text(choice, "title", languages), words, language, choice.Words("next"));
        choice.BlameUnread("A choice");
        return read;
    }

    private static MenuNode.Record Record(string name, YamlPart node, YamlPart part, IReadOnlyList<string> languages)
    {
        var read = new MenuNode.Record(name, node.Line, Text(part, "say", languages), part.Number("maxSeconds", 120, 2, 3_600), node.Words("next"));
        part.BlameUnread("A recording");
        return read;
    }

    private static MenuNode.Enqueue Enqueue(string name, YamlPart node, YamlPart part)
    {
        var queue = part.Words("queue");
        if (queue.Length > 64)
            part.Blame("The name of a queue has at most 64 characters.");
        var read = new MenuNode.Enqueue(
            name, node.Line, queue, part.Number("maxWait", 900, 10, 14_400), part.Flag("callback", true),
            part.Has("music") ? Address(part, "music") : null, node.Words("next"), node.Words("otherwise"));
        part.BlameUnread("A queue");
        return read;
    }

    private static MenuNode.Dial Dial(string name, YamlPart node, YamlPart part)
    {
        var (numbers, sips, queue) = (part.List("numbers").Select(number => PhoneNumber.Canonical(number)).ToList(), part.List("sips"), part.Optional("queue"));
        if (numbers.Count + sips.Count + (queue is null ? 0 : 1) == 0)
            part.Blame("Nobody to call: name numbers, sips or a queue.");
        if (queue is not null && numbers.Count + sips.Count > 0)
            part.Blame("Either a queue, or numbers and sips.");
        if (numbers.Count + sips.Count > 10)
            part.Blame("At most 10 phones ring at once.");
        var read = new MenuNode.Dial(
            name, node.Line, numbers, sips, queue, part.Number("timeout", 20, 5, 600), part.Optional("callerId") is { } caller ? PhoneNumber.Canonical(caller) : null, node.Words("next"), node.Words("otherwise"));
        part.BlameUnread("A dial");
        return read;
    }

    private static MenuNode.Hours Hours(string name, YamlPart node, YamlPart part)
    {
        var when = part.Part("when");
        if (when is null)
            part.Blame("'when' is missing: the days and their hours.");
        var read = new MenuNode.Hours(
            name, node.Line, when is null ? new OpeningHours(Array.Empty<OpenSpan>().ToLookup(_ => DayOfWeek.Sunday)) : OpeningHoursReader.Read(when),
            part.Words("open"), part.Words("closed"));
        part.BlameUnread("Opening hours");
        return read;
    }

    private static MenuNode.Callback Callback(string name, YamlPart node, YamlPart part, IReadOnlyList<string> languages)
    {
        var read = new MenuNode.Callback(name, node.Line, part.Words("queue"), part.Text("say", languages), node.Words("next"));
        part.BlameUnread("A callback");
        return read;
    }

    /// <summary>What the kind says about itself; when it is no mapping, that is a mistake already and the node stands in for it.</summary>
    private static YamlPart Part(YamlPart node, string kind) => node.Part(kind) ?? node;

    private static LocalText Text(YamlPart part, string key, IReadOnlyList<string> languages)
    {
        if (part.Text(key, languages) is { } text)
            return text;
        part.Blame($"'{key}' is missing.");
        return new LocalText(new Dictionary<string, string>());
    }

    private static string Address(YamlPart part, string key)
    {
        var url = part.Words(key);
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            part.Blame($"'{key}' must be a web address.");
        return url;
    }
}

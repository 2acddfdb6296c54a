using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// A mapping of a menu file, read member by member. What is missing or wrong becomes a mistake with its line, and a value that reading can
/// go on with: so that one look finds all mistakes.
/// </summary>
internal sealed class YamlPart(string file, YamlNode node, List<MenuError> errors)
{
    private readonly HashSet<string> _read = [];

    public int Line { get; } = (int)node.Start.Line;

    public IEnumerable<string> Keys => Members.Select(member => member.Key);

    private IEnumerable<KeyValuePair<string, YamlNode>> Members => (node as YamlMappingNode)?.Children
        .Where(pair => pair.Key is YamlScalarNode).Select(pair => new KeyValuePair<string, YamlNode>(((YamlScalarNode)pair.Key).Value ?? "", pair.Value)) ?? [];

    public void Blame(string sentence) => errors.Add(new MenuError(file, Line, sentence));

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The text under a key; an error and "" when there is none.</summary>
    public string Words(string key)
    {
        if (Optional(key) is { Length: > 0 } words)
            return words;
        Blame($"'{key}' is missing.");
        return "";
    }

    public string? Optional(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                Blame($"'{key}' must be one value.");
                return null;
        }
    }

    public int Number(string key, int standard, int least, int most)
    {
        if (Optional(key) is not { } text)
            return standard;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Blame($"'{key}' must be a whole number from {least} to {most}.");
        return standard;
    }

    public bool Flag(string key, bool standard)
    {
        switch (Optional(key)?.ToLowerInvariant())
        {
            case null:
                return standard;
            case "true" or "yes":
                return true;
            case "false" or "no":
                return false;
            default:
                Blame($"'{key}' must be true or false.");
                return standard;
        }
    }

    public DateOnly? Date(string key)
    {
        if (Optional(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Blame($"'{key}' must be a day such as 2026-12-24.");
        return null;
    }

    /// <summary>The values of a list; one value alone is a list of one; none when the key is missing.</summary>
    public IReadOnlyList<string> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } one }:
                return [one];
            case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode):
                return [.. list.Children.Select(child => ((YamlScalarNode)child).Value ?? "")];
            default:
                Blame($"'{key}' must be a list of values.");
                return [];
        }
    }

    public YamlPart? Part(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlPart(file, mapping, errors);
            case var other:
                errors.Add(new MenuError(file, (int)other.Start.Line, $"'{key}' must have members of its own."));
                return null;
        }
    }

    /// <summary>Every member that is a mapping itself, with its name.</summary>
    public IEnumerable<(string Name, YamlPart Part)> Parts()
    {
        foreach (var (name, value) in Members)
        {
            _read.Add(name);
            if (value is YamlMappingNode)
                yield return (name, new YamlPart(file, value, errors));
            else
                errors.Add(new MenuError(file, (int)value.Start.Line, $"'{name}' must have members of its own."));
        }
    }

    /// <summary>A text in all languages of the menu; a plain string is enough where the menu has one language.</summary>
    public LocalText? Text(string key, IReadOnlyList<string> languages)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } words } when languages.Count == 1:
                return new LocalText(new Dictionary<string, string> { [languages[0]] = words });
            case YamlMappingNode mapping:
                return Translations(key, new YamlPart(file, mapping, errors), languages);
            case var other:
                errors.Add(new MenuError(file, (int)other.Start.Line, $"'{key}' must say its text in each of {string.Join(", ", languages)}."));
                return new LocalText(new Dictionary<string, string>());
        }
    }

    /// <summary>Members that nothing has read are misspelt.</summary>
    public void BlameUnread(string where)
    {
        foreach (var (key, value) in Members.Where(member => !_read.Contains(member.Key)))
            errors.Add(new MenuError(file, (int)value.Start.Line, $"{where} has no member '{key}'."));
    }

    private static LocalText Translations(string key, YamlPart texts, IReadOnlyList<string> languages)
    {
        foreach (var language in languages.Where(language => string.IsNullOrWhiteSpace(texts.Optional(language))))
            texts.Blame($"'{key}' has no text in {language}.");
        texts.BlameUnread($"'{key}', in the languages of this menu,");
        return new LocalText(languages.ToDictionary(language => language, language => texts.Optional(language) ?? ""));
    }

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        return Members.FirstOrDefault(member => member.Key == key).Value;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Omnichannel.Settings;

/// <summary>
/// Fills a class with what is configured. .NET's own binder stops at the first value that it cannot read, skips those in lists, and takes an
/// empty environment variable for a wrong number; here every one gets its sentence, and empty means not set.
/// </summary>
public static class SettingsReader
{
    /// <summary>For what has to be known while services are still being registered; later the container has it.</summary>
    /// <exception cref="OptionsValidationException">Something cannot be read, or cannot be meant.</exception>
    public static T ReadSettings<T>(this IConfiguration configuration)
        where T : class, ISettings, new()
    {
        var options = new T();
        Fill(options, configuration);
        return Invalid(options) is { Count: > 0 } invalid ? throw Refusal<T>(invalid) : options;
    }

    /// <exception cref="OptionsValidationException">Something cannot be read.</exception>
    internal static void Fill<T>(T options, IConfiguration configuration)
        where T : class, ISettings => Fill(options, configuration, null);

    /// <param name="entry">Which of several; null for a section that is there once.</param>
    /// <exception cref="OptionsValidationException">Something cannot be read.</exception>
    internal static void Fill<T>(T options, IConfiguration configuration, string? entry)
        where T : class, ISettings
    {
        var unreadable = new List<string>();
        foreach (var setting in Setting.Of<T>())
        {
            var section = configuration.GetSection(setting.NameOf(entry));
            if (setting.IsTable)
                Set(setting, options, TableOf(setting, section, unreadable));
            else if (setting.IsList)
                Set(setting, options, ListOf(setting, section, unreadable));
            else if (!string.IsNullOrWhiteSpace(section.Value))
                Set(setting, options, ValueOf(setting, section.Path, section.Value, unreadable));
        }

        if (unreadable.Count > 0)
            throw Refusal<T>(unreadable);
    }

    /// <summary>Sentences with the full name first.</summary>
    internal static IReadOnlyList<string> Invalid<T>(T options, string? entry = null)
        where T : ISettings => [.. options.Validate().Select(one =>
            $"{(entry is null ? Setting.FullName<T>(one.Name) : Setting.FullName<T>(one.Name).Replace(Setting.EntrySuffix, $":{entry}", StringComparison.Ordinal))} {one.Says}.")];

    internal static OptionsValidationException Refusal<T>(IReadOnlyList<string> sentences) => new(Options.DefaultName, typeof(T), sentences);

    private static void Set<T>(Setting setting, T options, object? value)
    {
        if (value is not null)
            setting.Property.SetValue(options, value);
    }

    private static object? ValueOf(Setting setting, string name, string text, List<string> unreadable)
    {
        if (setting.ValueType == typeof(string))
            return text;
        if (SettingValue.Read(setting.ValueType, text) is { } value)
            return value;
        unreadable.Add($"{name}{(setting.IsSecret ? "" : $" '{text}'")} {SettingValue.Refusal(setting.ValueType)}.");
        return null;
    }

    private static Array? ListOf(Setting setting, IConfigurationSection section, List<string> unreadable)
    {
        var items = section.GetChildren().ToList();
        var texts = items.Count > 0
            ? items.Select(item => (item.Path, Text: item.Value))
            : (section.Value ?? "").Split(',', StringSplitOptions.TrimEntries).Select(text => (section.Path, Text: (string?)text));
        var values = texts.Where(item => !string.IsNullOrWhiteSpace(item.Text)).Select(item => ValueOf(setting, item.Path, item.Text!, unreadable)).OfType<object>().ToArray();
        if (values.Length == 0)
            return null;
        var list = Array.CreateInstance(setting.ValueType, values.Length);
        values.CopyTo(list, 0);
        return list;
    }

    private static object? TableOf(Setting setting, IConfigurationSection section, List<string> unreadable)
    {
        // A key may have colons of its own, such as a role urn:town:agent.
        var values = section.AsEnumerable(makePathsRelative: true).Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .Select(pair => (pair.Key, Value: ValueOf(setting, $"{section.Path}:{pair.Key}", pair.Value!, unreadable))).Where(pair => pair.Value is not null).ToList();
        if (values.Count == 0)
            return null;
        var table = (System.Collections.IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), setting.ValueType), StringComparer.OrdinalIgnoreCase)!;
        foreach (var (key, value) in values)
            table[key] = value;
        return table;
    }
}

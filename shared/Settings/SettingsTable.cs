using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Omnichannel.Settings;

/// <summary>Settings of a section that may be there several times, by the name that the operator gave each (<c>0</c>, <c>city</c> …).</summary>
/// <param name="Entries">In the order of their names; none when nothing is set.</param>
public sealed record SettingsTable<T>(IReadOnlyDictionary<string, T> Entries)
    where T : class, ISettings, new()
{
    /// <summary>A name stands in logs, metrics and the names of other things: this much and no more.</summary>
    private const int LongestName = 40;

    /// <exception cref="OptionsValidationException">Something of any of them cannot be read, or cannot be meant.</exception>
    internal static SettingsTable<T> Read(IConfiguration configuration)
    {
        var entries = new SortedDictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var wrong = new List<string>();
        var section = T.Section[..^Setting.EntrySuffix.Length];
        foreach (var name in configuration.GetSection(section).GetChildren().Where(IsSet).Select(child => child.Key))
        {
            if (name.Length > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                wrong.Add($"{section}:{name} has a name that cannot be used: take up to {LongestName} letters, digits, - and _.");
                continue;
            }

            var options = new T();
            try
            {
                SettingsReader.Fill(options, configuration, name);
                wrong.AddRange(SettingsReader.Invalid(options, name));
            }
            catch (OptionsValidationException exception)
            {
                wrong.AddRange(exception.Failures);
            }

            entries.Add(name, options);
        }

        return wrong.Count == 0 ? new(entries) : throw SettingsReader.Refusal<T>(wrong);
    }

    /// <summary>An empty value is an absent one: what has no other is not there.</summary>
    private static bool IsSet(IConfigurationSection section) => section.AsEnumerable().Any(pair => !string.IsNullOrWhiteSpace(pair.Value));
}

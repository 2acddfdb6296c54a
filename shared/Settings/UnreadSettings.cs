using Microsoft.Extensions.Configuration;

namespace Omnichannel.Settings;

/// <summary>Finds what is configured under our sections and read by nothing: names with a slip in them, most of them.</summary>
public static class UnreadSettings
{
    /// <summary>More letters wrong than this is another name.</summary>
    private const int MostWrong = 2;

    /// <param name="classes">All that the program has: a name that one of them reads is none of these.</param>
    /// <returns>A sentence each, by name; never a value.</returns>
    public static IReadOnlyList<string> Find(IConfiguration configuration, IEnumerable<SettingsClass> classes)
    {
        var settings = classes.SelectMany(one => one.Settings).DistinctBy(setting => setting.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var ours = settings.Where(setting => setting.Name.Contains(':', StringComparison.Ordinal)).Select(setting => FirstOf(setting.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. configuration.AsEnumerable()
            .Where(pair => pair.Value is not null && !settings.Any(setting => setting.Reads(pair.Key)))
            .Select(pair => (pair.Key, Near: Nearest(pair.Key, settings)))
            // What stands in no section of ours may be anybody's: the environment is full of it.
            .Where(one => one.Near is not null || (one.Key.Contains(':', StringComparison.Ordinal) && ours.Contains(FirstOf(one.Key))))
            .OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase)
            .Select(one => $"nothing reads {one.Key}{(one.Near is null ? "" : $"; did you mean {one.Near}?")}")];
    }

    private static string FirstOf(string name) => name.Split(':')[0];

    private static string? Nearest(string key, IEnumerable<Setting> settings)
    {
        var near = settings.Select(setting => (Name: setting.NameAsIn(key), Wrong: Wrong(key, setting))).MinBy(one => one.Wrong);
        return near.Wrong <= MostWrong ? near.Name : null;
    }

    /// <summary>Of a list or a table the name alone is compared, without what follows it.</summary>
    private static int Wrong(string key, Setting setting)
    {
        var own = setting.IsList || setting.IsTable ? string.Join(':', key.Split(':').Take(setting.Name.Split(':').Length)) : key;
        var name = setting.NameAsIn(key);
        return Math.Abs(own.Length - name.Length) > MostWrong ? int.MaxValue : Distance(own.ToUpperInvariant(), name.ToUpperInvariant());
    }

    /// <summary>Letters to insert, remove or replace (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[above.Length];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }
}

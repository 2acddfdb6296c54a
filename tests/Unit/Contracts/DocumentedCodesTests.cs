using System.Text.RegularExpressions;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Contracts;

/// <summary>Every code that the documentation's tables explain is one that the program says.</summary>
public sealed partial class DocumentedCodesTests
{
    /// <summary>How the tables of codes begin; others have files, settings and queues in them.</summary>
    private static readonly string[] Heads = ["Reason", "Error", "Rule", "Status", "Close", "Answer", "`reason` of a delivery", "What | Gets"];

    [Fact]
    public void They_all_stand_in_the_code()
    {
        var said = Sources("services", "shared").SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        var documented = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).SelectMany(CodesIn).ToList();
        Assert.True(documented.Count > 100, $"Only {documented.Count} codes were found: the tables begin otherwise now.");
        Assert.DoesNotContain(documented, one => !said.Contains(one.Code));
    }

    private static IEnumerable<(string File, string Code)> CodesIn(string file)
    {
        var head = "";
        foreach (var line in File.ReadLines(file))
        {
            if (!line.StartsWith('|'))
                head = "";
            else if (head.Length == 0)
                head = line;
            else if (Heads.Any(begin => head.StartsWith($"| {begin} |", StringComparison.Ordinal)))
            {
                foreach (Match match in Code().Matches(line))
                    yield return (Path.GetRelativePath(Repository.Root, file), match.Groups[1].Value);
            }
        }
    }

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("`([a-z][a-z-]*\\.[a-z][a-z-]*)`")]
    private static partial Regex Code();

    [GeneratedRegex("\"([a-z][a-z-]*\\.[a-z][a-z-]*)\"")]
    private static partial Regex Literal();
}

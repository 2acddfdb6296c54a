using System.Runtime.CompilerServices;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>
/// Compares a text with an approved file beside the test. A difference leaves <c>*.received.*</c> beside it;
/// <c>OMNICHANNEL_APPROVE=1</c> approves what is received.
/// </summary>
public static class Approved
{
    /// <param name="name">The file's name with <c>.verified.</c> in it, such as <c>events.verified.json</c>.</param>
    public static void Matches(string name, string actual, [CallerFilePath] string source = "") =>
        MatchesFile(Path.Combine(Path.GetDirectoryName(source)!, name), actual);

    /// <summary>As <see cref="Matches"/> for a file anywhere in the repository, such as a generated document.</summary>
    public static void MatchesFile(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("OMNICHANNEL_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved != actual)
            File.WriteAllText(path.Replace(".verified.", ".received.", StringComparison.Ordinal) is var received && received != path ? received : path + ".received", actual);
        Assert.Equal(approved, actual);
    }
}

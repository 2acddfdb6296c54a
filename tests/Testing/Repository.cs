namespace Omnichannel.Testing;

/// <summary>Where this repository's files are, for tests that read them.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Example payloads that may lie beside the repository; null where they do not.</summary>
    public static string? Corpus { get; } = Path.Combine(Root, "..", "shared", "corpus") is var folder && Directory.Exists(folder) ? folder : null;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Omnichannel.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("Omnichannel.sln is in none of the folders above the tests.");
    }
}

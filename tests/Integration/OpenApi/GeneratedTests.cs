using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>What is made of the document is made of this document: the desk's types, and nothing that a linter would find.</summary>
public sealed class GeneratedTests
{
    private const string Notice = "// Generated from docs/openapi.json: make docs.\n";

    [Fact]
    public async Task A_linter_finds_nothing_in_the_document()
    {
        var (code, output) = await OpenApiTools.NodeAsync("redocly", "lint", OpenApiTools.Document, "--config", "redocly.yaml", "--format", "summary", "--max-problems", "50");
        Assert.True(code == 0 && !output.Contains("warning", StringComparison.OrdinalIgnoreCase), output);
    }

    [Fact]
    public async Task The_desk_s_types_are_those_of_the_document()
    {
        var (code, types) = await OpenApiTools.NodeAsync("openapi-typescript", OpenApiTools.Document);
        Assert.True(code == 0, types);
        Approved.MatchesFile(Path.Combine(Repository.Root, "services", "AgentDesk", "web", "src", "api", "schema.d.ts"), Notice + types);
    }

    [Fact]
    public async Task The_client_is_the_one_that_the_document_makes()
    {
        var made = Directory.CreateTempSubdirectory("client").FullName;
        try
        {
            var (code, output) = await OpenApiTools.RunAsync(Path.Combine(Repository.Root, "infra", "openapi", "client.sh"), made);
            Assert.True(code == 0, output);
            if (Environment.GetEnvironmentVariable("OMNICHANNEL_APPROVE") == "1")
                Replace(Client, made);
            Assert.Equal(FilesOf(Client), FilesOf(made));
        }
        finally
        {
            Directory.Delete(made, recursive: true);
        }
    }

    private static string Client { get; } = Path.Combine(Repository.Root, "shared", "Client", "Generated");

    /// <summary>By their names, with what is in them.</summary>
    private static SortedDictionary<string, string> FilesOf(string folder) => new(
        Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), file => File.ReadAllText(file).ReplaceLineEndings("\n")),
        StringComparer.Ordinal);

    private static void Replace(string folder, string made)
    {
        Directory.Delete(folder, recursive: true);
        foreach (var (name, text) in FilesOf(made))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}

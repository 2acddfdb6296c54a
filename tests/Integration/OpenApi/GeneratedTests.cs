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
}

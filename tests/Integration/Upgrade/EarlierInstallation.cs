using System.IO.Compression;
using System.Text.Json;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Upgrade;

/// <summary>What an earlier version left behind, unpacked into a folder of its own: its data, and what it answered about them.</summary>
internal sealed class EarlierInstallation : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omnichannel").FullName;

    /// <param name="name">Of a file in <c>Fixtures</c>, without its ending.</param>
    public EarlierInstallation(string name)
    {
        ZipFile.ExtractToDirectory(Path.Combine(Repository.Root, "tests", "Integration", "Upgrade", "Fixtures", $"{name}.zip"), _folder);
        using var expected = JsonDocument.Parse(Read("expected.json"));
        Facts = expected.RootElement.GetProperty("facts").Clone();
        Answers = [.. expected.RootElement.GetProperty("requests").Clone().EnumerateArray()];
        Feed = [.. Read("feed.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Ids and keys that the one who wrote the data was told.</summary>
    public JsonElement Facts { get; }

    /// <summary>Requests (<c>path</c>, and <c>key</c> where it was not the admin key) and what they were answered with.</summary>
    public IReadOnlyList<JsonElement> Answers { get; }

    /// <summary>Every event of the log that feeds show, as a CloudEvent.</summary>
    public IReadOnlyList<JsonElement> Feed { get; }

    /// <summary>The position of the last event.</summary>
    public long Head => Facts.GetProperty("head").GetInt64();

    /// <summary>A fact by its names, from outside in.</summary>
    public string Fact(params ReadOnlySpan<string> names)
    {
        var fact = Facts;
        foreach (var name in names)
            fact = fact.GetProperty(name);
        return fact.GetString()!;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

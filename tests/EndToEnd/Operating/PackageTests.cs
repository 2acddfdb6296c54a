using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>An archive as others get it: made, unpacked where there is no SDK, started, stopped.</summary>
public sealed class PackageTests
{
    private const string Name = "omnichannel-0.0.0-tried-linux-x64";
    private static readonly NodePeer Peer = new("sbom");
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "packages");

    [Fact]
    [Trait("Lane", "Soak")]
    public async Task An_archive_is_complete_named_piece_by_piece_and_the_same_when_it_is_made_again()
    {
        await MakeAsync();
        await RunAsync("sha256sum", ["--check", "--quiet", "omnichannel-0.0.0-tried.sha256"], Packages);
        var bill = await File.ReadAllTextAsync(Path.Combine(Packages, $"{Name}.cdx.json"));
        var judged = await Peer.AskAsync("validate", new { document = bill });
        Assert.Equal(JsonValueKind.Null, judged.GetProperty("errors").ValueKind);
        var listed = JsonSerializer.Deserialize<JsonElement>(bill).GetProperty("components").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ToList();
        Assert.Contains("MassTransit", listed);
        Assert.Contains("Microsoft.NETCore.App.Runtime.linux-x64", listed);
        Assert.Contains("react", listed);

        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await RunAsync("tar", ["-xzf", Path.Combine(Packages, $"{Name}.tar.gz"), "-C", folder, "--strip-components=1"], folder);
        foreach (var file in new[] { "README.md", "LICENSE", "DEPLOYING.md", "omnichannel.env", "omnichannel.service", "sbom.cdx.json", "desk/index.html" })
            Assert.True(File.Exists(Path.Combine(folder, file)), file);
        await ServeAsync(folder);
        Directory.Delete(folder, recursive: true);

        var first = await HashAsync();
        Directory.Delete(Path.Combine(Repository.Root, "artifacts", "package-build"), recursive: true);
        await MakeAsync();
        Assert.Equal(first, await HashAsync());
    }

    /// <summary>Without .NET, without anybody's settings.</summary>
    private static async Task ServeAsync(string folder)
    {
        var port = OmnichannelProcess.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(Path.Combine(folder, "omnichannel"), ["serve"]) { WorkingDirectory = folder };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["OMNICHANNEL_PORT"] = $"{port}";
        start.Environment["OMNICHANNEL_DATA"] = Path.Combine(folder, "data");
        using var program = Process.Start(start)!;
        try
        {
#pragma warning disable RS0030 // It has no key before the program has made one.
            using var http = new HttpClient { BaseAddress = address };
#pragma warning restore RS0030
            await Eventually.TrueAsync(async () => await AnswersAsync(http));
            Assert.Contains("<title>Omnichannel desk</title>", await http.GetStringAsync("/"), StringComparison.Ordinal);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(folder, "data", "admin.key"))).Trim());
            using var answer = await http.PostAsJsonAsync("/conversations/messages", new
            {
                channel = "sms",
                provider = "my-gateway",
                providerMessageId = "abc-1",
                from = "+447946000001",
                to = "+15550100",
                text = "It is the third week",
            });
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await RunAsync("kill", ["-TERM", $"{program.Id}"], folder);
            await program.WaitForExitAsync();
            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task MakeAsync() => RunAsync("make", ["package", "RID=linux-x64", "VERSION=0.0.0-tried"], Repository.Root);

    private static async Task<string> HashAsync() =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Packages, $"{Name}.tar.gz"))));

    private static async Task RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the runner of the tests has set for itself is not for what is built here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
    }
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Omnichannel.Integration.Deploying;

/// <summary>The systemd unit that the archives for Linux bring along.</summary>
public sealed class UnitFileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Yaml.PathOf("infra/package/omnichannel.service"));

    [Fact]
    public async Task Systemd_waits_for_the_program_to_finish_what_is_in_hand()
    {
        await using var server = await RunningServer.StartAsync();
        var stopping = server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        Assert.Equal("SIGTERM", Setting("KillSignal"));
        Assert.True(int.Parse(Setting("TimeoutStopSec"), System.Globalization.CultureInfo.InvariantCulture) > stopping.TotalSeconds + 5);
    }

    [Fact]
    public void The_page_for_operators_installs_what_the_unit_starts()
    {
        var page = File.ReadAllText(Yaml.PathOf("docs/deploying.md"));
        Assert.Contains($"-C {Path.GetDirectoryName(Setting("ExecStart").Split(' ')[0])} ", page, StringComparison.Ordinal);
        Assert.Contains($"useradd --system --home-dir /var/lib/{Setting("StateDirectory")} ", page, StringComparison.Ordinal);
        Assert.EndsWith($"/{Setting("StateDirectory")}", Setting("Environment"), StringComparison.Ordinal);
        Assert.Contains($" {Setting("EnvironmentFile").TrimStart('-')}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_understands_every_line_and_calls_it_well_protected()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        // Neither the program nor its user need to be on this machine for the rest to be looked at.
        var unit = Path.Combine(folder, "omnichannel.service");
        await File.WriteAllLinesAsync(unit, Lines.Select(line => line.StartsWith("ExecStart=", StringComparison.Ordinal) ? "ExecStart=/bin/true" : line));
        var (code, said) = await AnalyzeAsync("verify", unit);
        Assert.True(code == 0 && said.Length == 0, said);
        (code, said) = await AnalyzeAsync("security", "--offline=yes", "--threshold=20", unit);
        Assert.True(code == 0, said);
        Directory.Delete(folder, recursive: true);
    }

    private static string Setting(string name) => Lines.Single(line => line.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];

    private static async Task<(int Code, string Said)> AnalyzeAsync(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
            Assert.Skip("NOT TESTED: systemd-analyze is not installed, which reads units.");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

using System.Text.RegularExpressions;
using Xunit;

namespace Omnichannel.Integration.Deploying;

/// <summary>Settings that files for operators name are settings the program has: those of the documentation.</summary>
public sealed partial class SettingsTests
{
    /// <summary>What others read: the collector, PostgreSQL and compose itself.</summary>
    private static readonly string[] Others = ["OTEL_BACKEND", "OTEL_BACKEND_INSECURE", "TRACES_TO", "METRICS_TO"];

    public static TheoryData<string> EnvironmentFiles => ["infra/package/omnichannel.env", "infra/k8s/base/settings.env", "infra/k8s/secrets.env.example"];

    [Theory]
    [MemberData(nameof(EnvironmentFiles))]
    public void An_environment_file_names_settings_that_there_are(string file)
    {
        var names = Assignments().Matches(File.ReadAllText(Yaml.PathOf(file))).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(names);
        AssertKnown(names);
    }

    [Fact]
    public void Manifests_and_containers_name_settings_that_there_are()
    {
        var pod = Yaml.Read("infra/k8s/components/service/pod.yaml").Items("spec", "template", "spec", "containers", "0", "env").Select(one => one.Text("name"));
        var overlays = Directory.EnumerateFiles(Yaml.PathOf("infra/k8s/overlays"), "kustomization.yaml", SearchOption.AllDirectories)
            .SelectMany(file => Yaml.Parse(File.ReadAllText(file)).Single().Items("configMapGenerator"))
            .SelectMany(map => map.Texts("literals")).Select(literal => literal.Split('=')[0]);
        var containers = Yaml.Read("docker-compose.yml").Names("x-service", "environment");
        AssertKnown([.. pod, .. overlays, .. containers]);
    }

    [Fact]
    public void The_unit_names_settings_that_there_are() => AssertKnown(
        [.. UnitEnvironment().Matches(File.ReadAllText(Yaml.PathOf("infra/package/omnichannel.service"))).Select(match => match.Groups["name"].Value)]);

    private static void AssertKnown(IReadOnlyList<string> names)
    {
        var known = new[] { "docs/settings.md", "docs/operating.md", "docs/deploying.md", "docs/channels" }.Select(Yaml.PathOf)
            .SelectMany(path => File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.EnumerateFiles(path) : Array.Empty<string>())
            .SelectMany(file => Documented().Matches(File.ReadAllText(file))).Select(match => match.Value.Replace(":", "__", StringComparison.Ordinal)).ToHashSet();
        Assert.Empty(names.Except(known).Except(Others));
    }

    [GeneratedRegex(@"^#?(?<name>[A-Za-z]+_[A-Za-z_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignments();

    [GeneratedRegex(@"^Environment=(?<name>[A-Za-z_]+)=", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex UnitEnvironment();

    [GeneratedRegex(@"(?<=`)[A-Za-z]+(?:__|_|:)[A-Za-z_:]+")]
    private static partial Regex Documented();
}

using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;
using Xunit;

namespace Omnichannel.Integration.Deploying;

/// <summary>The collector's configuration, and what containers and manifests say about it.</summary>
public sealed partial class CollectorTests
{
    private static readonly YamlMappingNode Collector = Yaml.Read("infra/otel/collector.yaml");

    [Fact]
    public void A_pipeline_is_made_of_parts_that_are_configured_and_bounds_its_memory_first()
    {
        Assert.Equal(["traces", "metrics"], Collector.Names("service", "pipelines"));
        foreach (var pipeline in Collector.Names("service", "pipelines"))
        {
            Assert.Empty(Collector.Texts("service", "pipelines", pipeline, "receivers").Except(Collector.Names("receivers")));
            var processors = Collector.Texts("service", "pipelines", pipeline, "processors");
            Assert.Empty(processors.Except(Collector.Names("processors")));
            Assert.Equal(("memory_limiter", "batch"), (processors[0], processors[^1]));
            var exporters = Default().Match(Collector.Text("service", "pipelines", pipeline, "exporters")).Groups["value"].Value.Trim('[', ']').Split(", ");
            Assert.Empty(exporters.Except(Collector.Names("exporters")));
        }

        Assert.Empty(Collector.Texts("service", "extensions").Except(Collector.Names("extensions")));
    }

    [Fact]
    public void Containers_and_manifests_agree_with_it_about_names_and_ports()
    {
        var (grpc, http) = (PortOf("receivers", "otlp", "protocols", "grpc"), PortOf("receivers", "otlp", "protocols", "http"));
        var (metrics, health) = (PortOf("exporters", "prometheus"), PortOf("extensions", "health_check"));
        var manifests = Yaml.Parse(File.ReadAllText(Yaml.PathOf("infra/otel/deployment.yaml")));
        var container = manifests[0].At("spec", "template", "spec", "containers", "0")!;
        Assert.Equal([grpc, http, metrics, health], container.Items("ports").Select(port => port.Text("containerPort")));
        Assert.Equal([grpc, http, metrics], manifests[1].Items("spec", "ports").Select(port => port.Text("port")));
        Assert.Equal(metrics, manifests[0].Text("spec", "template", "metadata", "annotations", "prometheus.io/port"));

        var compose = Yaml.Read("docker-compose.yml").At("services", "collector")!;
        Assert.Equal([$"127.0.0.1:{metrics}:{metrics}"], compose.Texts("ports"));
        Assert.Equal(container.Text("image"), compose.Text("image"));
        Assert.Equal(container.Texts("args"), compose.Texts("command"));
        Assert.Equal(["telemetry"], compose.Texts("profiles"));

        var endpoint = $"http://{manifests[1].Text("metadata", "name")}:{grpc}";
        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}", Yaml.Read("infra/k8s/overlays/distributed/kustomization.yaml").Texts("configMapGenerator", "0", "literals"));
        Assert.Contains($"#OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}\n", File.ReadAllText(Yaml.PathOf(".env.example")), StringComparison.Ordinal);
        // What the collector asks of its environment, compose hands on.
        Assert.Equal(
            Variables().Matches(File.ReadAllText(Yaml.PathOf("infra/otel/collector.yaml"))).Select(match => match.Groups["name"].Value).Order(), compose.Names("environment").Order());
    }

    private static string PortOf(params string[] part) => Collector.Text([.. part, "endpoint"]).Split(':')[^1];

    [GeneratedRegex(@":-(?<value>.+)\}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Default();

    [GeneratedRegex(@"\$\{env:(?<name>[A-Z_]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variables();
}

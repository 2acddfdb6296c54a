using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Omnichannel.Server;
using Xunit;

namespace Omnichannel.Integration.Deploying;

/// <summary>The manifests of <c>infra/k8s</c> beside the program they start.</summary>
public sealed partial class KubernetesTests
{
    public static TheoryData<string> Overlays => ["overlays/single", "overlays/distributed"];

    private static IEnumerable<string> Services => Modules.All.Select(module => module.Name);

    [Fact]
    public void Every_service_has_a_deployment_a_service_and_a_disruption_budget_that_mean_the_same_pods()
    {
        foreach (var name in Services)
        {
            var documents = Yaml.Parse(File.ReadAllText(Yaml.PathOf($"infra/k8s/base/{name}.yaml")));
            Assert.Equal(["Deployment", "Service", "PodDisruptionBudget"], documents.Select(document => document.Text("kind")));
            var deployment = documents[0];
            Assert.Equal(["serve", "--services", name], deployment.Texts("spec", "template", "spec", "containers", "0", "args"));
            var labels = deployment.At("spec", "template", "metadata", "labels");
            Assert.Equal(name, labels!.Text("app.kubernetes.io/component"));
            Assert.All(documents, document => Assert.Equal(name, document.Text("metadata", "name")));
            Assert.Equal(labels, deployment.At("spec", "selector", "matchLabels"));
            Assert.Equal(labels, documents[1].At("spec", "selector"));
            Assert.Equal(labels, documents[2].At("spec", "selector", "matchLabels"));
        }
    }

    [Fact]
    public void A_kustomization_names_files_that_are_there_and_no_file_is_forgotten()
    {
        foreach (var file in Directory.EnumerateFiles(Yaml.PathOf("infra"), "kustomization.yaml", SearchOption.AllDirectories))
        {
            var folder = Path.GetDirectoryName(file)!;
            var content = Yaml.Parse(File.ReadAllText(file)).Single();
            string[] named =
            [
                .. content.Texts("resources"), .. content.Texts("components"), .. content.Items("patches").Select(patch => patch.Text("path")),
                .. content.Items("configMapGenerator").SelectMany(map => map.Texts("envs").Concat(map.Texts("files"))),
            ];
            Assert.All(named, name => Assert.True(Path.Exists(Path.Combine(folder, name)), $"{file} names {name}"));
            var there = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Where(name => name != "kustomization.yaml");
            Assert.Empty(there.Except(named));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_cluster_knows_every_field_of_the_manifests(string overlay)
    {
        // The API's own types, read strictly: a field that is misspelt or in the wrong place is an error.
        var manifests = KubernetesYaml.LoadAllFromString(Kustomize.Build(overlay), strict: true);
        Assert.NotEmpty(manifests);
        Assert.All(manifests, manifest => Assert.NotNull(Assert.IsType<IKubernetesObject<V1ObjectMeta>>(manifest, exactMatch: false).Metadata.Name));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Probes_ask_what_the_program_answers(string overlay)
    {
        var pods = Kustomize.Pods(overlay);
        await using var server = await RunningServer.StartAsync();
        using var anybody = server.NewClient(null);
        foreach (var (name, pod) in pods)
        {
            var container = pod.At("containers", "0")!;
            Assert.Equal(("/health/live", "/health/live", "/health/ready"),
                (container.Text("startupProbe", "httpGet", "path"), container.Text("livenessProbe", "httpGet", "path"), container.Text("readinessProbe", "httpGet", "path")));
            Assert.EndsWith($":{container.Text("ports", "0", "containerPort")}",
                container.Items("env").Single(one => one.Text("name") == "ASPNETCORE_URLS").Text("value"), StringComparison.Ordinal);
            Assert.True(name.Length > 0);
        }

        foreach (var path in new[] { "/health/live", "/health/ready" })
            (await anybody.GetAsync(path)).EnsureSuccessStatusCode();
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_has_the_time_that_the_program_takes_to_finish_what_is_in_hand(string overlay)
    {
        await using var server = await RunningServer.StartAsync();
        var stopping = server.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        Assert.All(Kustomize.Pods(overlay), pod =>
        {
            var sleep = pod.Pod.Texts("containers", "0", "lifecycle", "preStop", "exec", "command");
            Assert.Equal("sleep", sleep[0]);
            Assert.True(Seconds(pod.Pod.Text("terminationGracePeriodSeconds")) > Seconds(sleep[1]) + stopping + TimeSpan.FromSeconds(5), pod.Name);
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pod_has_no_rights_and_writes_to_its_volumes_only(string overlay) => Assert.All(Kustomize.Pods(overlay), pod =>
    {
        Assert.Equal(("true", "1654"), (pod.Pod.Text("securityContext", "runAsNonRoot"), pod.Pod.Text("securityContext", "runAsUser")));
        Assert.Equal("false", pod.Pod.Text("automountServiceAccountToken"));
        var container = pod.Pod.At("containers", "0")!;
        var rights = container.At("securityContext")!;
        Assert.Equal(("true", "false"), (rights.Text("readOnlyRootFilesystem"), rights.Text("allowPrivilegeEscalation")));
        Assert.Equal(["ALL"], rights.Texts("capabilities", "drop"));
        Assert.NotNull(container.At("resources", "limits", "memory"));
        var writable = container.Items("volumeMounts").Select(mount => mount.Text("mountPath")).ToList();
        Assert.Contains(container.Items("env").Single(one => one.Text("name") == "OMNICHANNEL_DATA").Text("value"), writable);
        Assert.Contains("/tmp", writable);
    });

    [Fact]
    public void The_ingress_sends_every_path_where_the_gateway_of_the_containers_does()
    {
        var gateway = GatewayRules().Matches(File.ReadAllText(Yaml.PathOf("infra/docker/nginx.conf")))
            .SelectMany(rule => rule.Groups["paths"].Value.Split('|').Select(path => ($"/{path}", rule.Groups["service"].Value)))
            .Append(("/", "desk")).Order();
        var ingress = Yaml.Read("infra/k8s/base/ingress.yaml").Items("spec", "rules", "0", "http", "paths")
            .Select(path => (path.Text("path"), path.Text("backend", "service", "name"))).Order();
        Assert.Equal(gateway, ingress);
    }

    /// <summary>Lines like <c>~^/(conversations|citizens)(/|$) conversations;</c> and <c>/asyncapi.json feeds;</c>.</summary>
    [GeneratedRegex(@"^\s+(?:~\^/\(?(?<paths>[a-z|]+)\)?\(/\|\$\)|/(?<paths>[a-z.]+))\s+(?<service>[a-z]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex GatewayRules();

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}

using System.Diagnostics;
using YamlDotNet.RepresentationModel;
using Xunit;

namespace Omnichannel.Integration.Deploying;

/// <summary>Manifests as a cluster would get them, made by kubectl's own kustomize.</summary>
internal static class Kustomize
{
    private static readonly Dictionary<string, string> Built = [];

    /// <param name="folder">One of <c>infra/k8s</c>.</param>
    public static string Build(string folder)
    {
        lock (Built)
        {
            if (!Built.TryGetValue(folder, out var manifests))
                Built[folder] = manifests = Run(Yaml.PathOf($"infra/k8s/{folder}"));
            return manifests;
        }
    }

    public static IReadOnlyList<YamlMappingNode> Manifests(string folder) => Yaml.Parse(Build(folder));

    /// <summary>The pods of our program among them, with the name of what makes them.</summary>
    public static IReadOnlyList<(string Name, YamlNode Pod)> Pods(string folder) =>
    [
        .. from manifest in Manifests(folder)
           where manifest.Text("kind") is "Deployment" or "StatefulSet" && manifest.Text("metadata", "labels", "app.kubernetes.io/name") == "omnichannel"
           select (manifest.Text("metadata", "name"), manifest.At("spec", "template", "spec")!),
    ];

    private static string Run(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("NOT TESTED: kubectl is not installed, which puts the manifests together.");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);
            return output;
        }
    }
}

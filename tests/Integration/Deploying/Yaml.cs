using Omnichannel.Testing;
using YamlDotNet.RepresentationModel;

namespace Omnichannel.Integration.Deploying;

/// <summary>Files of <c>infra/</c> as YAML nodes.</summary>
internal static class Yaml
{
    public static string PathOf(string file) => Path.Combine(Repository.Root, file);

    /// <param name="file">From the root of the repository.</param>
    public static YamlMappingNode Read(string file) => Parse(File.ReadAllText(PathOf(file))).Single();

    /// <summary>All documents of a text.</summary>
    public static IReadOnlyList<YamlMappingNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>What is found by following the names, which may count items; null where something of it is not there.</summary>
    public static YamlNode? At(this YamlNode node, params IEnumerable<string> path)
    {
        YamlNode? at = node;
        foreach (var name in path)
        {
            at = at switch
            {
                YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode(name), out var child) => child,
                YamlSequenceNode list when int.TryParse(name, out var index) && index < list.Children.Count => list[index],
                _ => null,
            };
        }

        return at;
    }

    public static string Text(this YamlNode node, params IEnumerable<string> path) =>
        node.At(path) is YamlScalarNode { Value: { } value } ? value : throw new KeyNotFoundException(string.Join('.', path));

    public static IReadOnlyList<YamlNode> Items(this YamlNode node, params IEnumerable<string> path) =>
        node.At(path) is YamlSequenceNode list ? [.. list] : [];

    public static IReadOnlyList<string> Texts(this YamlNode node, params IEnumerable<string> path) =>
        [.. node.Items(path).OfType<YamlScalarNode>().Select(item => item.Value!)];

    public static IReadOnlyList<string> Names(this YamlNode node, params IEnumerable<string> path) =>
        node.At(path) is YamlMappingNode map ? [.. map.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value!)] : [];
}

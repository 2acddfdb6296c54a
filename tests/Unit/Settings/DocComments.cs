using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Omnichannel.Unit.Settings;

/// <summary>The docstrings of the program's own code, as Markdown.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<string, XElement> Members = Directory.GetFiles(AppContext.BaseDirectory, "Omnichannel.*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member")).DistinctBy(NameOf).ToDictionary(NameOf);

    /// <summary>Empty when it has none.</summary>
    public static string Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public static string Of(Type type) => Summary($"T:{type.FullName}");

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    private static string Summary(string name) => Members.GetValueOrDefault(name)?.Element("summary") is { } summary
        ? Space().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
        : "";

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference when reference.Attribute("cref")?.Value is { } cref => $"`{cref[(cref.LastIndexOf('.') + 1)..]}`",
        XElement other => other.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

using System.Reflection;
using System.Xml.Linq;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit;

/// <summary>Who may reference whom, and what may be public.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Channels =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "services"), "Channels.*").Select(folder => Path.GetFileName(folder))];

    private static readonly string[] LogServices = ["Conversations", "Timeline", "Feeds", "Outreach"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["Client"] = ["Contracts"],
        ["Settings"] = [],
        ["Contracts.Marten"] = ["Contracts"],
        ["EventSourcing"] = ["Contracts", "Contracts.Marten", "Settings"],
        ["Hosting"] = ["Contracts", "Settings"],
        ["Channels"] = ["Contracts", "Hosting"],
        ["AgentDesk"] = ["Client", "Hosting", "Contracts"],
        ["Simulator"] = ["Client", "Channels", "Hosting", "Contracts"],
        ["Server"] = [.. Channels, .. LogServices, "AgentDesk", "Simulator", "Hosting", "EventSourcing"],
    };

    static ArchitectureTests()
    {
        foreach (var channel in Channels)
            Allowed[channel] = ["Channels", "Hosting", "Contracts"];
        foreach (var service in LogServices)
            Allowed[service] = ["EventSourcing", "Hosting", "Contracts"];
    }

    public static TheoryData<string> Projects { get; } =
        [.. new[] { "services", "shared" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_house_allows(string project)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(Allowed[Path.GetFileNameWithoutExtension(project)]));
    }

    [Fact]
    public void The_one_public_type_of_a_service_is_its_module()
    {
        foreach (var module in Omnichannel.Server.Modules.All)
        {
            var type = Assert.Single(module.GetType().Assembly.GetExportedTypes());
            Assert.True(type.IsAssignableTo(typeof(IServiceModule)), $"{type} is public.");
        }
    }

    [Theory]
    [InlineData("Helper")]
    [InlineData("Manager")]
    [InlineData("Util")]
    [InlineData("Common")]
    [InlineData("Impl")]
    public void A_banned_word_is_in_no_type_s_name(string word)
    {
        var types = Directory.GetFiles(AppContext.BaseDirectory, "Omnichannel.*.dll").Select(Assembly.LoadFrom).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Omnichannel", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(types, type => type.Name.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Words of our own that a newcomer would have to learn. Stored events keep their names, and the bus alone "hears".</summary>
    [Theory]
    [InlineData("Heard")]
    [InlineData("Hearing")]
    [InlineData("Told")]
    [InlineData("Asked")]
    [InlineData("Wish")]
    [InlineData("Errand")]
    [InlineData("Patience")]
    [InlineData("Correspondent")]
    [InlineData("Mistake")]
    [InlineData("Anew")]
    public void A_private_word_is_in_no_type_s_name(string word)
    {
        var types = Directory.GetFiles(AppContext.BaseDirectory, "Omnichannel.*.dll").Select(Assembly.LoadFrom).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace is { } room && room.StartsWith("Omnichannel", StringComparison.Ordinal)
                && room is not ("Omnichannel.Contracts.Messages" or "Omnichannel.Contracts.Events")
                // Generated from the stored events' names.
                && !room.StartsWith("Omnichannel.Client", StringComparison.Ordinal) && !room.StartsWith("Omnichannel.Unit", StringComparison.Ordinal));
        Assert.DoesNotContain(types, type => type.Name.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Who looks for a change has to find its folder, and then its file.</summary>
    [Fact]
    public void A_room_has_at_most_sixteen_files()
    {
        var rooms = new[] { "services", "shared" }.SelectMany(part => Directory.GetDirectories(Path.Combine(Repository.Root, part), "*", SearchOption.AllDirectories))
            .Where(folder => !folder.Contains("node_modules", StringComparison.Ordinal) && !folder.Contains("wwwroot", StringComparison.Ordinal)
                && !folder.Contains("Generated", StringComparison.Ordinal));
        Assert.DoesNotContain(rooms, room => Directory.GetFiles(room).Count(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx" or ".js" or ".css") > 16);
    }
}

namespace Omnichannel.Integration.Upgrade;

/// <summary>
/// What has another name on the HTTP surface since a fixture was written. Stored events are not here: what they are called never changes.
/// </summary>
internal static class Renamings
{
    /// <summary>Beginnings of paths.</summary>
    private static readonly IReadOnlyDictionary<string, string> Routes = new Dictionary<string, string>();

    /// <summary>Members of JSON answers.</summary>
    private static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>();

    public static string RouteOf(string path) =>
        Routes.FirstOrDefault(route => path.StartsWith(route.Key, StringComparison.Ordinal)) is { Key: { } before, Value: var now } ? now + path[before.Length..] : path;

    public static string MemberOf(string name) => Members.GetValueOrDefault(name, name);
}

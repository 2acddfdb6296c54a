namespace Omnichannel.Hosting;

/// <summary>What a caller may do.</summary>
public static class Scopes
{
    /// <summary>Post messages.</summary>
    public const string Connect = "connect";

    public const string Read = "read";

    /// <summary>Work on conversations.</summary>
    public const string Agent = "agent";

    /// <summary>Feeds and replay.</summary>
    public const string Analyst = "analyst";

    /// <summary>Sees personal fields in feeds.</summary>
    public const string Personal = "personal";

    /// <summary>All of them.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Connect, Read, Agent, Analyst, Personal, Admin];
}

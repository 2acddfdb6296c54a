namespace Omnichannel.Hosting;

/// <summary>The access keys that are valid now.</summary>
public interface IAccessKeys
{
    /// <summary>The holder of a key; null when the key is unknown or revoked. Never blocks: it is called on every request.</summary>
    AccessKeyHolder? Find(string key);
}

/// <param name="Name">Appears as author of what is done with the key.</param>
public sealed record AccessKeyHolder(string Name, IReadOnlyList<string> Scopes);

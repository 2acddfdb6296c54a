using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>The id of an address: keyed with a secret of the installation, for phone numbers could be guessed from a plain hash.</summary>
internal sealed class ContactPointIds(InstallationSecrets secrets)
{
    private byte[]? _key;

    public async Task<Guid> IdOfAsync(ContactPoint contactPoint, CancellationToken ct)
    {
        _key ??= await secrets.GetAsync("contact-points", ct);
        return DerivedId.Keyed(_key, contactPoint.Kind, contactPoint.Address);
    }
}

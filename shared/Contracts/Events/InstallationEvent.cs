namespace Omnichannel.Contracts.Events;

/// <summary>What one installation made for itself at its first start. Stream <c>installation-{purpose}</c>; never part of a feed.</summary>
public abstract record InstallationEvent
{
    private InstallationEvent()
    {
    }

    /// <param name="Purpose">What it is for, such as <c>contact-points</c>.</param>
    /// <param name="Secret">32 random bytes.</param>
    [EventType("installation.secret-made.v1")]
    public sealed record SecretMade(string Purpose, [property: Personal] byte[] Secret, DateTimeOffset At) : InstallationEvent;
}

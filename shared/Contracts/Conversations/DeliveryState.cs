namespace Omnichannel.Contracts;

/// <summary>
/// What became of a send. The order is the order of progress: a report never moves a message back, and <see cref="Failed"/> is final.
/// </summary>
public enum DeliveryState
{
    /// <summary>In the log, not with the provider yet.</summary>
    Pending = 0,

    /// <summary>The provider may or may not have it, and cannot be asked.</summary>
    Ambiguous = 1,

    /// <summary>The provider took it.</summary>
    Accepted = 2,

    /// <summary>The provider handed it to the network.</summary>
    Sent = 3,

    /// <summary>The network will not deliver it, or the provider refused it.</summary>
    Failed = 4,

    /// <summary>It is on the citizen's device.</summary>
    Delivered = 5,

    /// <summary>The citizen opened it.</summary>
    Read = 6,
}

namespace Omnichannel.Channels.Meta;

/// <summary>What an error of the Graph API means for a message.</summary>
/// <param name="Reason">A stable code of ours.</param>
/// <param name="IsPassing">True when the same message may go through later.</param>
/// <param name="After">How long to wait before that, where it is known.</param>
public sealed record GraphFault(string Reason, bool IsPassing, TimeSpan? After = null)
{
    /// <summary>Wrong credentials are ours to fix; the message waits for it.</summary>
    private static readonly TimeSpan Mending = TimeSpan.FromSeconds(30);

    public static GraphFault Final(string reason) => new(reason, IsPassing: false);

    public static GraphFault Passing(string reason, TimeSpan? after = null) => new(reason, IsPassing: true, after);

    /// <summary>The codes that mean the same on all of the Graph API; null for others.</summary>
    public static GraphFault? Shared(int code) => code switch
    {
        0 or 3 or 10 or 102 or 190 or (>= 200 and <= 299) => Passing("provider.credentials", Mending),
        4 or 17 or 32 or 613 => Passing("provider.busy"),
        1 or 2 => Passing("provider.failing"),
        368 => Final("sender.blocked"),
        100 => Final("message.invalid"),
        _ => null,
    };
}

/// <summary>One channel's reading of the Graph API's error codes; null for a code that it does not know.</summary>
public delegate GraphFault? GraphFaults(int code, int? subcode);

namespace Omnichannel.Channels.Email;

/// <summary>How one folder of a mailbox stands.</summary>
/// <param name="Says">For <c>/health/ready</c>: words or a code that name nobody.</param>
internal sealed record WatchState(string Says, bool IsAway)
{
    public static WatchState Starting { get; } = new("starting", false);

    public static WatchState Elsewhere { get; } = new("watched by another process", false);

    public static WatchState Watched(bool isTold, int setAside) =>
        new((isTold ? "told of new mail" : "polled") + (setAside == 0 ? "" : $"; {setAside} failed and wait"), setAside > 0);

    public static WatchState Away(string code) => new(code, true);
}

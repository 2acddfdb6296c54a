namespace Omnichannel.Channels.WebChat;

/// <summary>
/// A broker that is away blocks publishers until it is back. A page gets an error after ten seconds instead, and tries again: everything
/// it says may be said twice.
/// </summary>
internal static class PublishTimeout
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <exception cref="TimeoutException">It took too long, and has been cancelled.</exception>
    public static async Task WaitAsync(Func<CancellationToken, Task> work, TimeProvider time, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException("The store or the broker is away.", exception);
        }
    }
}

using System.Diagnostics;
using Xunit;

namespace Omnichannel.Testing;

/// <summary>Awaits a fact that comes about by itself: no sleep guesses how long it takes, only a bound says when to give up: far beyond what a busy machine needs.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <param name="look">How often to look; usually every 20 ms.</param>
    public static async Task TrueAsync(Func<Task<bool>> fact, TimeSpan? look = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await fact())
        {
            Assert.True(waited.Elapsed < Timeout, "It did not come about within two minutes.");
            await Task.Delay(look ?? Look, TimeProvider.System);
        }
    }

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await find()) is not null);
        return found!;
    }
}

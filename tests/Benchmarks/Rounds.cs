namespace Omnichannel.Benchmarks;

/// <summary>Ours and bare in turn, A B B A A B B A …: what the machine does to one it does to the other.</summary>
internal static class Rounds
{
    /// <summary>Even, so that each goes first as often as the other.</summary>
    private const int Count = 6;

    /// <summary>One figure of each a round, after a round of warming up that does not count.</summary>
    public static async Task<IReadOnlyList<(T Ours, T Bare)>> RunAsync<T>(Func<Task<T>> ours, Func<Task<T>> bare)
    {
        await ours();
        await bare();
        var rounds = new List<(T, T)>();
        for (var round = 0; round < Count; round++)
        {
            if (round % 2 == 0)
            {
                var first = await ours();
                rounds.Add((first, await bare()));
            }
            else
            {
                var first = await bare();
                rounds.Add((await ours(), first));
            }
        }

        return rounds;
    }
}

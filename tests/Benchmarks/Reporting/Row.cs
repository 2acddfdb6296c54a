namespace Omnichannel.Benchmarks.Reporting;

/// <summary>One line of the table.</summary>
/// <param name="Ours">For people: a rate or a time with its unit, the median of the rounds.</param>
/// <param name="Ratio">Ours to the baseline, one value a round.</param>
/// <param name="Target">Null = told, not judged.</param>
internal sealed record Row(string Id, string Ours, string Baseline, Spread Ratio, Target? Target, string Note = "")
{
    public bool? IsMet => Target?.IsMetBy(Ratio.Median);

    /// <summary>More is better: events or requests a second.</summary>
    public static Row OfRates(string id, IReadOnlyList<(double Ours, double Bare)> rounds, Target? target, string note = "") => new(
        id, $"{Spread.Of(rounds.Select(round => round.Ours)).Median:N0}/s", $"{Spread.Of(rounds.Select(round => round.Bare)).Median:N0}/s",
        Spread.Of(rounds.Select(round => round.Ours / round.Bare)), target, note);

    /// <summary>Less is better: one percentile of many latencies.</summary>
    public static Row OfLatencies(string id, IReadOnlyList<(Latencies Ours, Latencies Bare)> rounds, double share, Target? target, string note = "") => new(
        $"{id} p{share * 100:0}", $"{Spread.Of(rounds.Select(round => round.Ours.At(share))).Median:N0} µs",
        $"{Spread.Of(rounds.Select(round => round.Bare.At(share))).Median:N0} µs",
        Spread.Of(rounds.Select(round => round.Ours.At(share) / round.Bare.At(share))), target, note);
}

/// <summary>What came out of one benchmark.</summary>
internal sealed record Result(string Id, string Measures, IReadOnlyList<Row> Rows);

/// <summary>Median and quartiles.</summary>
internal readonly record struct Spread(double LowerQuartile, double Median, double UpperQuartile)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(0.25), At(0.5), At(0.75));

        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
        }
    }

    public override string ToString() => $"{Median:0.00} [{LowerQuartile:0.00}–{UpperQuartile:0.00}]";
}

/// <summary>A bound that the median ratio must keep.</summary>
internal readonly record struct Target(double Bound, bool IsFloor)
{
    public static Target AtLeast(double bound) => new(bound, true);

    public static Target AtMost(double bound) => new(bound, false);

    public bool IsMetBy(double ratio) => IsFloor ? ratio >= Bound : ratio <= Bound;

    public override string ToString() => $"{(IsFloor ? "≥" : "≤")} {Bound:0.##}";
}

namespace Omnichannel.Outreach;

/// <summary>Of everybody who was to be written to and of those held out: how many said something to us since it began.</summary>
/// <param name="Difference">In hundredths of a percentage point; positive = more of those who were written to.</param>
/// <param name="Low">Where the true difference lies with 95 % confidence: from here …</param>
/// <param name="High">… to here. When zero lies between them, it may all be chance.</param>
internal sealed record CampaignEffect(int Treated, int TreatedHeard, int HeldOut, int HeldOutHeard, int Difference, int Low, int High)
{
    /// <summary>The standard normal distribution's 97.5 % quantile.</summary>
    private const double Z = 1.959964;

    /// <summary>
    /// The interval is Newcombe's hybrid score interval for the difference of two independent proportions (Statistics in Medicine 17, 1998,
    /// method 10): it holds for small groups and for shares near none or all, where the textbook's interval does not.
    /// </summary>
    public static CampaignEffect Of(int treated, int treatedHeard, int heldOut, int heldOutHeard)
    {
        var (p1, p2) = ((double)treatedHeard / treated, (double)heldOutHeard / heldOut);
        var ((low1, high1), (low2, high2)) = (Wilson(p1, treated), Wilson(p2, heldOut));
        var difference = p1 - p2;
        return new CampaignEffect(
            treated, treatedHeard, heldOut, heldOutHeard, Hundredths(difference),
            Hundredths(difference - Length(p1 - low1, high2 - p2)), Hundredths(difference + Length(high1 - p1, p2 - low2)));
    }

    /// <summary>Wilson's score interval of one proportion.</summary>
    private static (double Low, double High) Wilson(double share, int of)
    {
        var (middle, half) = (share + (Z * Z / (2 * of)), Z * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of))));
        var scale = 1 + (Z * Z / of);
        return ((middle - half) / scale, (middle + half) / scale);
    }

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static int Hundredths(double share) => (int)Math.Round(share * 10_000);
}

namespace Omnichannel.Testing;

/// <summary>Times that tests begin at.</summary>
public static class Moment
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
}

using Microsoft.Extensions.Configuration;
using Omnichannel.Settings;

namespace Omnichannel.Unit.Settings;

/// <summary>One setting of every kind.</summary>
internal sealed record SampleOptions : ISettings
{
    public static string Section => "Town:Lamps";

    public string Colour { get; set; } = "amber";

    [Secret]
    public string Password { get; set; } = "";

    [Secret]
    public int Pin { get; set; }

    public int Count { get; set; } = 3;

    public bool Dimmed { get; set; }

    public TimeSpan Window { get; set; } = TimeSpan.FromHours(72);

    public TimeOnly From { get; set; } = new(20, 0);

    [ConfigurationKeyName("Budget:Most")]
    public int BudgetMost { get; set; } = 7;

    public IReadOnlyList<string> Streets { get; set; } = [];

    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];

    public IReadOnlyDictionary<string, int> Pace { get; set; } = new Dictionary<string, int>();

    /// <summary>Worked out, not read.</summary>
    public bool IsBright => !Dimmed;

    public IEnumerable<InvalidSetting> Validate()
    {
        if (Count < 1)
            yield return new(nameof(Count), "must be 1 at least");
        if (Password.Length is > 0 and < 16)
            yield return new(nameof(Password), "is too short: use at least 16 characters");
    }
}

/// <summary>Settings that are there several times.</summary>
internal sealed record SampleEntryOptions : ISettings
{
    public static string Section => "Town:Bridges:*";

    public int Span { get; set; } = 10;

    [ConfigurationKeyName("Toll:Coins")]
    public IReadOnlyList<int> Coins { get; set; } = [];

    public IEnumerable<InvalidSetting> Validate()
    {
        if (Span < 1)
            yield return new(nameof(Span), "must be 1 at least");
    }
}

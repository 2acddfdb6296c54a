using System.Globalization;
using System.Text;
using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Contracts;

/// <summary>What holds of every text: tried on many, from a fixed seed.</summary>
public sealed class PhoneNumberLaws
{
    private const int Seed = 20261201;
    private const int Rounds = 20_000;

    private static readonly int[] CountryCodes =
    [
        1, 7, 20, 27, 30, 31, 33, 34, 36, 39, 44, 49, 52, 54, 55, 61, 81, 86, 91, 225, 229, 241, 242, 261, 298, 352, 370, 375, 378, 506, 672, 692, 800,
        881, 972, 993, 999,
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("GB")]
    [InlineData("DE")]
    [InlineData("US")]
    [InlineData("IT")]
    [InlineData("BR")]
    public void The_canonical_form_of_a_canonical_form_is_itself(string? region) => ForAll(random => Text(random), text =>
    {
        var canonical = PhoneNumber.Canonical(text, region);
        Assert.Equal(canonical, PhoneNumber.Canonical(canonical, region));
        Assert.Equal(canonical, PhoneNumber.Canonical($" {canonical} ", region));
    });

    [Fact]
    public void What_can_be_read_is_read_as_it_is_kept() => ForAll(Text, text =>
    {
        if (PhoneNumber.Read(text, "GB") is not { } number)
            return;
        Assert.Equal(number.Address, PhoneNumber.Canonical(text, "GB"));
        Assert.Equal(number, PhoneNumber.Read(number.Address, "GB"));
        Assert.True(number.IsInternational ? PhoneNumber.IsE164(number.Address) : number.Address.All(char.IsAsciiDigit));
    });

    /// <summary>A number of E.164 has no trunk prefix; so two of them stay two, and each as it was stored.</summary>
    [Fact]
    public void Two_numbers_never_become_one() => ForAll(Number, number =>
    {
        if (!TrunkPrefix.MayLead(number.AsSpan(1)))
            Assert.Equal(number, PhoneNumber.Canonical(Written(number)));
    });

    [Fact]
    public void The_short_way_for_plain_numbers_leads_where_the_long_one_does() => ForAll(Number, number =>
        Assert.Equal(NumberingPlan.Of(number[1..]).Address, PhoneNumber.Canonical(number)));

    /// <summary>Blanks, dashes and brackets where people put them.</summary>
    private static string Written(string number) => $" {number[..3]} ({number[3..5]}) {number[5..7]}-{number[7..]}";

    private static string Number(Random random)
    {
        var code = CountryCodes[random.Next(CountryCodes.Length)].ToString(CultureInfo.InvariantCulture);
        var digits = new StringBuilder("+" + code);
        for (var length = random.Next(7, 16); digits.Length <= length;)
            digits.Append((char)('0' + random.Next(10)));
        return digits.ToString();
    }

    /// <summary>A number with something wrong in it, or without its plus or its country code, or with what people add.</summary>
    private static string Text(Random random)
    {
        var text = new StringBuilder(Number(random));
        for (var change = random.Next(4); change > 0; change--)
        {
            var at = random.Next(text.Length);
            if (random.Next(3) == 0)
                text.Remove(at, 1);
            else
                text.Insert(at, Signs[random.Next(Signs.Length)]);
            if (text.Length == 0)
                text.Append('0');
        }

        return text.ToString();
    }

    private static readonly string[] Signs = [" ", "-", "/", "(", ")", "(0)", "0", "00", "+", ".", "x", "\u200b", "٣", "tel:", ";ext=1", "５", "\t", "²", "15", "8"];

    private static void ForAll(Func<Random, string> make, Action<string> law)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = make(random);
            try
            {
                law(text);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, round {round}: “{text}”.", exception);
            }
        }
    }
}

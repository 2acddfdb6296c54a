using System.Text;
using Omnichannel.Channels.Voice;
using Omnichannel.Testing;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>Menu files with bytes changed: each is a menu, or has mistakes that are told.</summary>
public sealed class MenuFuzzTests
{
    private const int Rounds = 40;

    private static readonly byte[][] Pieces =
    [
        "[[[["u8.ToArray(), "{{{{"u8.ToArray(), "&a "u8.ToArray(), "*a"u8.ToArray(), "\n  x: &b [*b]\n"u8.ToArray(), "!!binary "u8.ToArray(), "? "u8.ToArray(), "---\n"u8.ToArray(), "\t"u8.ToArray(), "\0"u8.ToArray(), ": :"u8.ToArray(),
        "<<: *a\n"u8.ToArray(), "|\n"u8.ToArray(), "%TAG ! x\n"u8.ToArray(), "'"u8.ToArray(), "\""u8.ToArray(), "\\xff"u8.ToArray(), "99999999999"u8.ToArray(), "next: hello\n"u8.ToArray(), [0xFF, 0xFE], [0xE2, 0x80, 0xA8],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_make_the_reader_throw(int seed)
    {
        var mutation = new Mutation(new Random(seed), Pieces);
        foreach (var file in Originals())
        {
            for (var round = 0; round < Rounds; round++)
                Cost.IsBounded(mutation.Of(file), Look, perByte: 2_000, fixedCost: 1024 * 1024);
        }
    }

    [Theory]
    [InlineData("menu: x\nstart: ", "[", "")]
    [InlineData("menu: x\nstart: ", "{a: ", "")]
    [InlineData("menu: x\n", "- ", "")]
    [InlineData("menu: x\nholidays: [", "2026-12-24, ", "]")]
    [InlineData("menu: x\nlanguages: [en-GB]\nstart: a0\nnodes:\n", "  a: {say: Hi, next: a}\n", "")]
    [InlineData("menu: x\nwelcome: \"", "\\u20ac", "\"")]
    public void A_file_sixteen_times_as_long_does_not_cost_a_multiple_of_that(string head, string repeated, string tail) => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, size / repeated.Length)) + tail), Look);

    /// <summary>Names that are all different: the ways through would take time with the square of them.</summary>
    [Fact]
    public void A_chain_of_nodes_without_an_end_is_told_in_time_that_follows_its_length() => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes("menu: x\nlanguages: [en-GB]\nstart: a0\nnodes:\n" + string.Concat(Enumerable.Range(0, size / 32).Select(i => $"  a{i}: {{say: Hi, next: a{i + 1}}}\n"))
            + $"  a{size / 32}: {{hangup: Bye}}\n"),
        Look);

    [Theory]
    [InlineData("menu: &a [*a]\n", "is within itself")]
    [InlineData("? &a [*a]\n: x\n", "is within itself")]
    [InlineData("menu: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "more than 32 levels")]
    public void What_would_take_the_program_down_is_a_mistake(string yaml, string sentence) =>
        Assert.Contains(sentence, Assert.Single(MenuReader.Read("menu.yaml", yaml).Mistakes).Sentence, StringComparison.Ordinal);

    private static void Look(byte[] file)
    {
        var (menu, mistakes) = MenuReader.Read("menu.yaml", Encoding.UTF8.GetString(file));
        Assert.Equal(menu is null, mistakes.Count > 0);
    }

    private static IEnumerable<byte[]> Originals()
    {
        yield return File.ReadAllBytes(Path.Combine(Repository.Root, "services", "Channels.Voice", "Menus", "default.yaml"));
        yield return Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Repository.Root, "docs", "channels", "voice.md")).Split("```yaml")[1].Split("```")[0]);
    }
}

using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Contracts;

public sealed class SmsTextTests
{
    [Theory]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    public void A_text_of_plain_letters_has_160_alone_and_153_in_parts(int length, int parts) =>
        Assert.Equal(new SmsSize(false, length, parts), SmsText.SizeOf(new string('a', length)));

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    public void One_letter_outside_makes_it_70_alone_and_67_in_parts(int length, int parts) =>
        Assert.Equal(new SmsSize(true, length, parts), SmsText.SizeOf(new string('a', length - 1) + "ж"));

    [Fact]
    public void The_euro_sign_takes_two_and_is_never_split()
    {
        Assert.Equal(new SmsSize(false, 160, 1), SmsText.SizeOf(new string('€', 80)));
        Assert.Equal(3, SmsText.SizeOf($"{new string('a', 152)}€{new string('a', 152)}").Parts);
    }

    [Fact]
    public void A_surrogate_pair_is_never_split() =>
        Assert.Equal(3, SmsText.SizeOf($"{new string('ж', 66)}😀{new string('ж', 66)}").Parts);

    [Fact]
    public void Composed_an_accent_costs_nothing_more()
    {
        Assert.True(SmsText.SizeOf("cafe\u0301").IsUnicode);
        Assert.Equal(new SmsSize(false, 4, 1), SmsText.SizeOf(SmsText.Compose("cafe\u0301")));
        Assert.Equal(new SmsSize(false, 1, 1), SmsText.SizeOf(SmsText.Compose("\u2126")));
        Assert.Equal("Ti\u1ebfng", SmsText.Compose("Tie\u0302\u0301ng"));
        Assert.Equal("a\uFFFDb", SmsText.Compose("a\ud800b"));
    }

    [Fact]
    public void Septets_are_read_with_their_escapes() =>
        Assert.Equal("@£€[é\uFFFD", SmsText.FromGsm([0x00, 0x01, 0x1b, 0x65, 0x1b, 0x3c, 0x05, 0x1b]));

    [Fact]
    public void Every_text_beside_the_repository_has_as_many_parts_as_expected()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example texts are not beside this repository.");
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Corpus, "sms_segmentation", "vectors.json")));
        foreach (var vector in vectors.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var size = SmsText.SizeOf(vector.GetProperty("text").GetString()!);
            Assert.Equal(
                (vector.GetProperty("name").GetString(), vector.GetProperty("encoding").GetString() == "UCS-2", vector.GetProperty("segments").GetInt32()),
                (vector.GetProperty("name").GetString(), size.IsUnicode, size.Parts));
        }
    }
}

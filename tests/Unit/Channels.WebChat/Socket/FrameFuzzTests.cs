using System.Text;
using Omnichannel.Channels.WebChat;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

/// <summary>Frames of pages with bytes changed: each is a frame or none, and never more than that.</summary>
public sealed class FrameFuzzTests
{
    private const int Rounds = 400;

    private static readonly string[] Seeds =
    [
        """{"type":"hello","token":"a.b","identity":{"identifier":"+447946000001","hash":"ab","jwt":"a.b.c"},"language":"en-GB"}""",
        """{"type":"send","clientId":"c1","text":"hello \ud83d\ude00","attachments":["t1","t2"],"choice":{"id":"a","title":"b"},"form":{"name":"Anna","email":"anna@example.org"}}""",
        """{"type":"seen","messageId":"0b0cb1c4-7a0f-8c10-9a4b-6f2f6c0f1a01"}""",
        """{"messageId":"0b0cb1c4-7a0f-8c10-9a4b-6f2f6c0f1a01","type":"read"}""",
        """{"type":"typing","isTyping":true}""",
        """{"type":"history"}""",
        """{"type":"ping"}""",
    ];

    private static readonly byte[][] Pieces =
    [
        "\\ud800"u8.ToArray(), "[[[[[[[["u8.ToArray(), "{\"type\":\"send\"}"u8.ToArray(), "null"u8.ToArray(), "\"type\":7,"u8.ToArray(), "\"$type\":\"x\","u8.ToArray(), "1e999"u8.ToArray(), "\0"u8.ToArray(), [0xFF], [0xED, 0xA0, 0x80],
        "/* */"u8.ToArray(), "\"form\":{\"\":null},"u8.ToArray(), "\"attachments\":[null],"u8.ToArray(), ",,"u8.ToArray(), "\"TYPE\":\"ping\","u8.ToArray(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_make_the_reader_throw_or_take_more_memory_than_they_are_worth(int seed)
    {
        var mutation = new Mutation(new Random(seed), Pieces);
        foreach (var frame in Seeds)
        {
            for (var round = 0; round < Rounds; round++)
                Cost.IsBounded(mutation.Of(Encoding.UTF8.GetBytes(frame)), bytes => FrameJson.Read(bytes), perByte: 100, fixedCost: 64 * 1024);
        }
    }

    [Theory]
    [InlineData("""{"type":"send","clientId":"c","text":" """, "\\u20ac", "\"}")]
    [InlineData("""{"type":"send","clientId":"c","attachments":[""", "\"a\",", "\"\"]}")]
    [InlineData("""{"type":"send","clientId":"c","form":{""", "\"a\":\"b\",", "\"z\":\"\"}}")]
    [InlineData("{\"more\":", "[", "")]
    [InlineData("{", "\"a\":{},", "\"type\":\"ping\"}")]
    public void A_frame_sixteen_times_as_long_does_not_cost_a_multiple_of_that(string head, string repeated, string tail) => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, size / repeated.Length)) + tail), bytes => FrameJson.Read(bytes));
}

namespace Omnichannel.Benchmarks.Webhooks;

/// <param name="Number">Which of the citizens wrote it, from 0.</param>
/// <param name="Serial">Which message of the run it is.</param>
/// <param name="Bytes">The whole request.</param>
internal sealed record Text(int Number, string Serial, byte[] Bytes);

/// <summary>Requests as one provider makes them, its citizens in turn, rendered before the clock starts.</summary>
internal sealed class Texts(IProvider provider, int citizens = 200)
{
    private int _made;

    public Text[] Make(int count)
    {
        var texts = new Text[count];
        for (var i = 0; i < count; i++)
        {
            var serial = $"SM{_made++:D32}";
            texts[i] = new Text(
                i % citizens, serial,
                provider.Render(serial, NumberOf(i % citizens), $"Good morning, when does the office on Mill Lane open? This is number {i}."));
        }

        return texts;
    }

    public static string NumberOf(int citizen) => $"+4479460{citizen:D5}";
}

namespace Omnichannel.Benchmarks.Webhooks;

/// <param name="Number">Which of the citizens wrote it, from 0.</param>
/// <param name="Serial">Which message of the run it is.</param>
/// <param name="Bytes">The whole request.</param>
internal sealed record Text(int Number, string Serial, byte[] Bytes);

/// <summary>Requests as one provider makes them, 200 citizens in turn, rendered before the clock starts.</summary>
internal sealed class Texts(IProvider provider)
{
    public const int Numbers = 200;
    private int _made;

    public Text[] Make(int count)
    {
        var texts = new Text[count];
        for (var i = 0; i < count; i++)
        {
            var serial = $"SM{_made++:D32}";
            texts[i] = new Text(
                i % Numbers, serial,
                provider.Render(serial, $"+4479460{i % Numbers:D5}", $"Good morning, when does the office on Mill Lane open? This is number {i}."));
        }

        return texts;
    }
}

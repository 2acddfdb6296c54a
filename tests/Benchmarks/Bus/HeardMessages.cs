using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>Messages of 200 citizens, each of whom writes the next one when the last one is confirmed: a window of 200.</summary>
internal sealed class HeardMessages(Func<MessageHeard, Task> publish)
{
    public const int Window = 200;
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly int[] _published = new int[Window];

    public static HeardMessages Over(BusPublisher publisher) => new(message => publisher.PublishAsync(message, CancellationToken.None));

    public int Total => _published.Sum();

    /// <summary>Publishes while a citizen's next message is wanted.</summary>
    /// <param name="goesOn">Asked before every message, with how many that citizen has written in this call.</param>
    /// <returns>How many were confirmed.</returns>
    public async Task<int> PublishAsync(Func<int, bool> goesOn)
    {
        var before = Total;
        await Task.WhenAll(Enumerable.Range(0, Window).Select(citizen => Task.Run(async () =>
        {
            for (var written = 0; goesOn(written); written++)
            {
                await publish(Of(citizen, _published[citizen]));
                _published[citizen]++;
            }
        })));
        return Total - before;
    }

    /// <param name="number">Counts the citizen's messages from 0.</param>
    public static MessageHeard Of(int citizen, int number)
    {
        var id = IdOf(citizen, number);
        return new MessageHeard(
            MessageHeard.IdOf("sms", "twilio", id), "sms", "twilio", id, new ContactPoint("phone", $"+4479460{citizen:D5}"), "+15550100",
            $"Good morning, when does the office on Mill Lane open? This is number {number}.", [], null, null, Noon, [], null);
    }

    /// <summary>The provider's id of a message.</summary>
    public static string IdOf(int citizen, int number) => $"SM{citizen:D8}{number:D24}";
}

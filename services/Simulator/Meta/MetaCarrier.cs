using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <param name="IsLost">The person turns out not to be there.</param>
internal sealed record ChatJourney(AcceptedMessage Taken, MetaPlay.Side Side, bool IsLost);

/// <summary>
/// Carries messages to their people, sent → delivered → read, and reports each step to our callback. The faults for statuses hold here too:
/// held back, or the last one first.
/// </summary>
internal sealed partial class MetaCarrier(
    ChatNetwork network, FaultSwitch faults, MetaCallbacks callbacks, MetaPlay play, TimeProvider time, ILogger<MetaCarrier> log) : BackgroundService
{
    private const int AtOnce = 200;
    private const int Unreachable = 131026;
    private static readonly (string State, int AfterMs)[] ToThePerson = [("sent", 150), ("delivered", 400), ("read", 1_500)];
    private static readonly (string State, int AfterMs)[] ToNobody = [("sent", 150), ("failed", 400)];

    private readonly Channel<ChatJourney> _journeys = Channel.CreateUnbounded<ChatJourney>();

    public void Accept(ChatJourney journey) => _journeys.Writer.TryWrite(journey);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                _journeys.Reader.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                CarryAsync);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the program.
        }
    }

    private async ValueTask CarryAsync(ChatJourney journey, CancellationToken ct)
    {
        var message = journey.Taken.Message;
        var untold = new List<JsonObject>();
        foreach (var (state, after) in journey.IsLost ? ToNobody : ToThePerson)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(after), time, ct);
            network.Change(message.Channel, message.Person, message.Id, current => current with { State = state });
            untold.Add(StatusOf(journey, state));
            if (!(faults.Current is { HoldStatuses: true } or { ReorderStatuses: true }))
                await ReportAsync(journey, untold, ct);
        }

        var isReversed = faults.Current.ReorderStatuses;
        await faults.StatusesFlowAsync(ct);
        if (isReversed)
            untold.Reverse();
        await ReportAsync(journey, untold, ct);
    }

    private async Task ReportAsync(ChatJourney journey, List<JsonObject> untold, CancellationToken ct)
    {
        foreach (var status in untold)
        {
            if (await callbacks.PostAsync(journey.Side.Callback, status, ct) is not (>= 200 and < 300))
                Log.NotReported(log, journey.Side.Channel);
        }

        untold.Clear();
    }

    private JsonObject StatusOf(ChatJourney journey, string state)
    {
        var (taken, now) = (journey.Taken, time.GetUtcNow());
        if (journey.Side == play.WhatsApp)
            return WhatsAppWire.Status(taken, journey.Side.Ours, state, state == "failed" ? Unreachable : null, now);
        return state switch
        {
            "sent" => MessengerWire.Echo(taken, journey.Side.Ours, play.App.AppId, now),
            "delivered" => MessengerWire.Delivered(taken.Message, journey.Side.Ours, now),
            _ => MessengerWire.Read(taken.Message, journey.Side.Ours, now),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A status of a simulated message on {Channel} was not taken by the callback")]
        public static partial void NotReported(ILogger log, string channel);
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Simulator;

/// <param name="StatusCallback">Where statuses are reported; null or empty = nowhere.</param>
/// <param name="IsLost">The number turns out to be nobody's.</param>
internal sealed record Journey(PhoneMessage Message, string? StatusCallback, bool IsLost);

/// <summary>
/// Carries messages to their phones, queued → sent → delivered, and reports each status to the callback that came with the message. What
/// does not fit into the queue is refused at the create call; messages in transit when the program ends are gone, as the phones are.
/// </summary>
internal sealed partial class Carrier(
    PhoneNetwork network, FaultSwitch faults, StatusCalls calls, TimeProvider time, ILogger<Carrier> log) : BackgroundService
{
    /// <summary>Twilio's error for a number that is no phone.</summary>
    public const int UnknownHandset = 30005;

    private const int Room = 10_000;

    /// <summary>A journey mostly waits, so that many fit beside each other; calls are limited by the connections of <see cref="Webhooks"/>.</summary>
    private const int AtOnce = 1_000;
    private const int Retries = 3;

    private static readonly Station[] ToThePhone =
        [new(MessageStates.Queued, 50, null), new(MessageStates.Sent, 250, null), new(MessageStates.Delivered, 700, null)];

    private static readonly Station[] ToNobody =
        [new(MessageStates.Queued, 50, null), new(MessageStates.Sent, 250, null), new(MessageStates.Undelivered, 700, UnknownHandset)];

    private readonly Channel<Journey> _journeys = Channel.CreateBounded<Journey>(Room);

    public bool HasRoom => _journeys.Reader.Count < Room;

    public ValueTask AcceptAsync(Journey journey) => _journeys.Writer.WriteAsync(journey);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                _journeys.Reader.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                CarrySafelyAsync);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the program.
        }
    }

    /// <summary>What goes wrong with one message stays with it: the others travel on.</summary>
    private async ValueTask CarrySafelyAsync(Journey journey, CancellationToken ct)
    {
        try
        {
            await CarryAsync(journey, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(log, journey.Message.Sid, exception);
        }
    }

    private async Task CarryAsync(Journey journey, CancellationToken ct)
    {
        var message = journey.Message;
        var untold = new List<PhoneMessage>();
        foreach (var station in journey.IsLost ? ToNobody : ToThePhone)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(station.AfterMs), time, ct);
            // Our own copy goes on: callbacks are owed also for a message that the phone has forgotten.
            message = message with { State = station.State, ErrorCode = station.ErrorCode, ChangedAt = time.GetUtcNow() };
            if (station.State != MessageStates.Queued)
                network.Change(message.Sid, current => current with { State = station.State, ErrorCode = station.ErrorCode });
            // The message travels on while its statuses wait, and none overtakes one that waits.
            if (untold.Count > 0 || faults.Current is { HoldStatuses: true } or { ReorderStatuses: true })
                untold.Add(message);
            else
                await ReportAsync(journey, message, ct);
        }

        if (untold.Count == 0)
            return;
        var isReversed = faults.Current.ReorderStatuses;
        await faults.StatusesFlowAsync(ct);
        foreach (var status in isReversed ? Enumerable.Reverse(untold) : untold)
            await ReportAsync(journey, status, ct);
    }

    private async Task ReportAsync(Journey journey, PhoneMessage message, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(journey.StatusCallback))
            return;
        var answer = await calls.ReportAsync(journey.StatusCallback, message, Retries, ct);
        if (!answer.IsSuccess)
            Log.NotReported(log, message.State, message.Sid, answer.Status);
    }

    private sealed record Station(string State, int AfterMs, int? ErrorCode);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Simulated message {MessageSid} was lost in transit")]
        public static partial void Failed(ILogger log, string messageSid, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Status {State} of simulated message {MessageSid} was not taken: the callback answered {Status}")]
        public static partial void NotReported(ILogger log, string state, string messageSid, int? status);
    }
}

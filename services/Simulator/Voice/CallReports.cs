using Microsoft.Extensions.Logging;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>
/// Reports how one call goes, in order; held back or reordered when those faults are on. The sequence number is given when
/// something happens, not when it is reported.
/// </summary>
internal sealed partial class CallReports(
    Webhooks webhooks, FaultSwitch faults, SimulatorAccount account, TimeProvider time, ILogger<CallReports> log)
{
    private const int Retries = 2;

    /// <summary>One call's reports.</summary>
    /// <param name="url">Null = nobody wants to know.</param>
    /// <param name="events">Those that are wanted: <c>initiated</c>, <c>ringing</c>, <c>answered</c>, <c>completed</c>.</param>
    public Reporter For(SimulatedCall call, string? url, IReadOnlyCollection<string> events) => new(this, call, url, events);

    public async Task PostAsync(string url, Dictionary<string, string> form)
    {
        var answer = await webhooks.PostAsync(url, form, Retries, CancellationToken.None);
        if (!answer.IsSuccess)
            Log.NotReported(log, form["CallSid"], answer.Status);
    }

    internal sealed class Reporter(CallReports reports, SimulatedCall call, string? url, IReadOnlyCollection<string> events)
    {
        private readonly List<Dictionary<string, string>> _untold = [];
        private Task _last = Task.CompletedTask;

        public void Report()
        {
            var name = CallStates.IsEnd(call.State) ? "completed" : call.State == CallStates.InProgress ? "answered" : call.State;
            if (string.IsNullOrEmpty(url) || !events.Contains(name))
                return;
            var form = CallForm.Status(call, reports.Account.AccountSid, reports.Now);
            if (_untold.Count > 0 || reports.AreHeld)
                _untold.Add(form);
            else
                _last = AfterAsync(_last, form);
        }

        /// <summary>Sends the reports that were held back.</summary>
        public async Task FinishAsync(CancellationToken ct)
        {
            await _last;
            if (_untold.Count == 0)
                return;
            var isReversed = reports.AreReversed;
            await reports.FlowAsync(ct);
            foreach (var form in isReversed ? Enumerable.Reverse(_untold) : _untold)
                await reports.PostAsync(url!, form);
        }

        private async Task AfterAsync(Task before, Dictionary<string, string> form)
        {
            await before;
            await reports.PostAsync(url!, form);
        }
    }

    private SimulatedTwilio Account => account.Twilio;

    private DateTimeOffset Now => time.GetUtcNow();

    private bool AreHeld => faults.Current is { HoldStatuses: true } or { ReorderStatuses: true };

    private bool AreReversed => faults.Current.ReorderStatuses;

    private Task FlowAsync(CancellationToken ct) => faults.StatusesFlowAsync(ct);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A status of simulated call {CallSid} was not taken: the callback answered {Status}")]
        public static partial void NotReported(ILogger log, string callSid, int? status);
    }
}

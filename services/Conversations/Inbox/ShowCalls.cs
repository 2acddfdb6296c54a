using System.ComponentModel.DataAnnotations;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Conversations;

/// <summary>The calls of one conversation, folded as its events are read.</summary>
internal sealed class ShowCalls
{
    private readonly List<Call> _calls = [];
    private readonly Dictionary<Guid, string> _transcripts = [];

    /// <param name="Direction"><c>inbound</c> or <c>outbound</c>.</param>
    /// <param name="Seconds">From answer to end.</param>
    internal sealed record Call(
        Guid Id, [property: AllowedValues("inbound", "outbound")] string Direction, string Status, DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt, int? Seconds, IReadOnlyList<Step> Steps)
    {
        /// <summary>As the telephone network claims.</summary>
        public string? CallerName { get; init; }

        public string? ForwardedFrom { get; init; }
    }

    /// <param name="Kind"><c>choice</c>, <c>queued</c>, <c>left-queue</c>, <c>taken</c>, <c>take-failed</c>, <c>leg</c>, <c>recording</c>, <c>callback</c>,
    /// <c>callback-taken</c>, <c>callback-fulfilled</c> or <c>callback-dropped</c>.</param>
    /// <param name="What">The choice's title, the queue's name, the agent, or how it ended.</param>
    internal sealed record Step(string Kind, string? What, DateTimeOffset At);

    public IReadOnlyList<Call> All => _calls;

    public string? TranscriptOf(Guid messageId) => _transcripts.GetValueOrDefault(messageId);

    public void Show(ConversationEvent @event)
    {
        switch (@event)
        {
            case CallStarted e:
                var isInbound = e.Direction == CallDirection.Inbound;
                _calls.Add(new Call(e.CallId, isInbound ? "inbound" : "outbound", isInbound ? "ringing" : "initiated", e.At, null, null, [])
                {
                    CallerName = e.CallerName,
                    ForwardedFrom = e.ForwardedFrom,
                });
                break;
            case CallProgressed { IsLate: false } e:
                Change(e.CallId, call => call with { Status = e.Status });
                break;
            case CallChoiceMade e:
                Add(e.CallId, "choice", e.Title ?? e.Target, e.At);
                break;
            case CallQueued e:
                Add(e.CallId, "queued", e.Queue, e.At);
                break;
            case CallLeftQueue e:
                Add(e.CallId, "left-queue", e.Result, e.At);
                break;
            case CallLegProgressed { IsLate: false } e:
                Add(e.CallId, "leg", e.Status, e.At);
                break;
            case CallRecorded e:
                Add(e.CallId, "recording", e.Status, e.At);
                break;
            case CallbackRequested e:
                Add(e.CallId, "callback", e.Queue, e.At);
                break;
            case CallTaken e:
                Add(e.CallId, "taken", e.Author, e.At);
                break;
            case CallTakeFailed e:
                Add(e.CallId, "take-failed", e.Reason, e.At);
                break;
            case CallbackTaken e:
                Add(e.CallId, "callback-taken", e.Author, e.At);
                break;
            case CallbackFulfilled e:
                Add(e.CallId, "callback-fulfilled", null, e.At);
                break;
            case CallbackDropped e:
                Add(e.CallId, "callback-dropped", e.Author, e.At);
                break;
            case CallTranscribed { Text: { } text } e:
                _transcripts[e.MessageId] = text;
                break;
            case Erased:
                _transcripts.Clear();
                for (var i = 0; i < _calls.Count; i++)
                    _calls[i] = _calls[i] with { CallerName = null, ForwardedFrom = null };
                break;
            case CallEnded e:
                Change(e.CallId, call => call with { Status = e.Status, EndedAt = e.At, Seconds = e.Seconds });
                break;
        }
    }

    private void Add(Guid callId, string kind, string? what, DateTimeOffset at) =>
        Change(callId, call => call with { Steps = [.. call.Steps, new Step(kind, what, at)] });

    private void Change(Guid callId, Func<Call, Call> change)
    {
        var at = _calls.FindIndex(call => call.Id == callId);
        if (at >= 0)
            _calls[at] = change(_calls[at]);
    }
}

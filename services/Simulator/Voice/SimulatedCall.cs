using System.Security.Cryptography;
using System.Threading.Channels;

namespace Omnichannel.Simulator;

/// <summary>A call between a citizen's phone and a number of ours, as long as it lasts and afterwards.</summary>
/// <param name="phone">The citizen's.</param>
internal sealed class SimulatedCall(string phone, string ours, bool isInbound, DateTimeOffset at)
{
    private const int MostLines = 500;
    private readonly Lock _lock = new();
    private readonly List<Line> _lines = [];
    private int _sequence;

    public string Sid { get; } = NewSid("CA");

    /// <summary>Set when another call has dialled this phone: answering it connects to the phone of that call.</summary>
    public SimulatedCall? Parent { get; init; }

    public string Phone { get; } = phone;

    public string Ours { get; } = ours;

    public bool IsInbound { get; } = isInbound;

    public DateTimeOffset CreatedAt { get; } = at;

    /// <summary>As Twilio names it, such as <c>ringing</c> or <c>in-progress</c>.</summary>
    public string State { get; private set; } = isInbound ? CallStates.Ringing : CallStates.Queued;

    /// <summary>What the owner of the phone may do now: <c>keys</c>, <c>speech</c>, <c>message</c>, <c>answer</c>, <c>queue</c>, <c>agent</c> or nothing.</summary>
    public string Awaits { get; private set; } = "";

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? AnsweredBy { get; set; }

    /// <summary>The name of the queue that the call waits in; null = in none.</summary>
    public string? Queue { get; set; }

    /// <summary>Where the end of waiting is reported; null = the call waits in no queue.</summary>
    public string? QueueAction { get; set; }

    /// <summary>What the phone does, in order.</summary>
    public Channel<CallInput> Inputs { get; } = Channel.CreateBounded<CallInput>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Cut when either side hangs up.</summary>
    public CancellationTokenSource Wire { get; } = new();

    public IReadOnlyList<Line> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public bool IsOver => EndedAt is not null;

    public int? Seconds => EndedAt is null ? null : AnsweredAt is { } answered ? (int)(EndedAt.Value - answered).TotalSeconds : 0;

    public int NextSequence() => Interlocked.Increment(ref _sequence) - 1;

    public void Add(string who, string text)
    {
        lock (_lock)
        {
            if (_lines.Count < MostLines)
                _lines.Add(new Line(who, text));
        }
    }

    public void Await(string what) => Awaits = what;

    public void Become(string state, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (EndedAt is not null)
                return;
            State = state;
            if (state == CallStates.InProgress)
                AnsweredAt ??= at;
            if (CallStates.IsEnd(state))
                (EndedAt, Awaits) = (at, "");
        }
    }

    public static string NewSid(string kind) => kind + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="Who"><c>line</c> for what is said to the caller, <c>phone</c> for what the caller does, <c>note</c> for what happens.</param>
    internal sealed record Line(string Who, string Text);
}

/// <param name="Kind"><c>keys</c>, <c>speech</c>, <c>agent</c> (text <c>no-answer</c> or <c>busy</c> = not answered), <c>answer</c>, or <c>redirect</c>: the
/// installation takes the call out of its queue, to go on at the address in the text.</param>
internal sealed record CallInput(string Kind, string Text);

internal static class CallStates
{
    public const string Queued = "queued";
    public const string Initiated = "initiated";
    public const string Ringing = "ringing";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";
    public const string Busy = "busy";
    public const string NoAnswer = "no-answer";
    public const string Failed = "failed";
    public const string Canceled = "canceled";

    public static bool IsEnd(string state) => state is Completed or Busy or NoAnswer or Failed or Canceled;
}

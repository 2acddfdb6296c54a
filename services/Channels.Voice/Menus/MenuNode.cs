namespace Omnichannel.Channels.Voice;

/// <summary>One node of a menu.</summary>
/// <param name="Line">Where it stands in its file.</param>
internal abstract record MenuNode(string Name, int Line)
{
    /// <summary>The nodes that it leads to.</summary>
    public abstract IEnumerable<string> Targets { get; }

    /// <summary>True where the call waits for somebody: a cycle through such a node is no endless loop by itself.</summary>
    public virtual bool Waits => false;

    public sealed record Say(string Name, int Line, LocalText Text, string Next) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next];
    }

    public sealed record Play(string Name, int Line, string Url, string Next) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next];
    }

    /// <summary>Said between two days only, both included, in the menu's time zone; null = no bound.</summary>
    public sealed record Announcement(string Name, int Line, LocalText Text, DateOnly? From, DateOnly? Until, string Next) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next];
    }

    /// <param name="Input">As Twilio names it: <c>dtmf</c>, <c>speech</c> or <c>dtmf speech</c>.</param>
    /// <param name="Timeout">Seconds of silence.</param>
    /// <param name="Tries">How often it asks.</param>
    /// <param name="Otherwise">Where it goes on after the last try.</param>
    public sealed record Gather(
        string Name, int Line, LocalText Text, string Input, int Timeout, int Tries, IReadOnlyList<MenuChoice> Choices, string Otherwise)
        : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [.. Choices.Select(choice => choice.Next), Otherwise];

        public override bool Waits => true;

        /// <summary>Keys of one length need no closing <c>#</c>.</summary>
        public int? NumDigits => Choices.Select(choice => choice.Key.Length).Distinct().ToArray() is [var length and > 0] ? length : null;
    }

    /// <summary>Voicemail.</summary>
    public sealed record Record(string Name, int Line, LocalText Text, int MaxSeconds, string Next) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next];

        public override bool Waits => true;
    }

    /// <param name="MaxWait">Seconds; after it the caller goes on with <paramref name="Otherwise"/>.</param>
    /// <param name="OffersCallback">Every round of waiting offers to be called back.</param>
    /// <param name="Music">An address to play from while waiting; null = silence.</param>
    /// <param name="Otherwise">When the queue is full, fails, or takes too long.</param>
    public sealed record Enqueue(
        string Name, int Line, string Queue, int MaxWait, bool OffersCallback, string? Music, string Next, string Otherwise) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next, Otherwise];

        public override bool Waits => true;
    }

    /// <summary>Rings at agents' phones, or connects an agent who calls in to the front of a queue.</summary>
    /// <param name="Next">After a talk.</param>
    /// <param name="Otherwise">When nobody answered.</param>
    public sealed record Dial(
        string Name, int Line, IReadOnlyList<string> Numbers, IReadOnlyList<string> Sips, string? Queue, int Timeout, string? CallerId, string Next,
        string Otherwise) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next, Otherwise];

        public override bool Waits => true;
    }

    public sealed record Hours(string Name, int Line, OpeningHours When, string Open, string Closed) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Open, Closed];
    }

    /// <summary>Takes down that the caller wants to be called back.</summary>
    public sealed record Callback(string Name, int Line, string Queue, LocalText? Text, string Next) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [Next];
    }

    public sealed record Hangup(string Name, int Line, LocalText? Text) : MenuNode(Name, Line)
    {
        public override IEnumerable<string> Targets => [];
    }
}

/// <param name="Key">What to press; empty = by voice only.</param>
/// <param name="Words">What to say instead.</param>
/// <param name="Language">The language from here on; null = as before.</param>
internal sealed record MenuChoice(string Key, LocalText Title, IReadOnlyList<string> Words, string? Language, string Next);

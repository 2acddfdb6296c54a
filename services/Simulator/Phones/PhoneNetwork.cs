using System.Diagnostics.CodeAnalysis;

namespace Omnichannel.Simulator;

/// <summary>
/// All phones and what they sent and received, in memory. Three limits, the oldest go first: 1,000 messages a phone, 10,000 phones,
/// and 100,000 messages, so that a load test cannot fill the memory of the process that it tests.
/// </summary>
internal sealed class PhoneNetwork(TimeProvider time)
{
    private const int MaxPerPhone = 1_000;
    private const int MaxPhones = 10_000;
    private const int MaxMessages = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PhoneMessage> _messages = [];
    private readonly Queue<(string Sid, string Phone)> _order = new();
    private readonly Dictionary<string, Phone> _phones = [];

    /// <summary>Phones by their last change, the quietest first.</summary>
    private readonly LinkedList<Phone> _byChange = new();

    /// <summary>Starts with the clock: a reader that comes back after a restart is never ahead of it.</summary>
    private long _position = time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
    private TaskCompletionSource? _waiting;

    /// <summary>Adds a message; the phone is there from its first one on.</summary>
    /// <returns>The message with its time and position.</returns>
    public PhoneMessage Add(PhoneMessage message)
    {
        var now = time.GetUtcNow();
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            message = message with { At = now, ChangedAt = now, Position = ++_position };
            var phone = PhoneOf(message.Phone);
            phone.Sids.Enqueue(message.Sid);
            phone.LastSid = message.Sid;
            _messages[message.Sid] = message;
            _order.Enqueue((message.Sid, message.Phone));
            Touch(phone, message);
            Shrink(phone);
            waiting = TakeWaiting();
        }

        waiting?.TrySetResult();
        return message;
    }

    /// <summary>Changes a message in place; null when it has been forgotten meanwhile.</summary>
    public PhoneMessage? Change(string sid, Func<PhoneMessage, PhoneMessage> change)
    {
        PhoneMessage? message;
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            if (!_messages.TryGetValue(sid, out message))
                return null;
            message = change(message) with { ChangedAt = time.GetUtcNow(), Position = ++_position };
            _messages[sid] = message;
            Touch(_phones[message.Phone], message);
            waiting = TakeWaiting();
        }

        waiting?.TrySetResult();
        return message;
    }

    public bool TryFind(string sid, [NotNullWhen(true)] out PhoneMessage? message)
    {
        lock (_lock)
            return _messages.TryGetValue(sid, out message);
    }

    /// <summary>A phone's messages, oldest first, and the position they stand at; none for a phone that never was used.</summary>
    public (IReadOnlyList<PhoneMessage> Messages, long Position) Of(string number)
    {
        lock (_lock)
            return (_phones.TryGetValue(number, out var phone) ? [.. MessagesOf(phone)] : [], _position);
    }

    /// <summary>Messages of all phones, newest first.</summary>
    public IReadOnlyList<PhoneMessage> All()
    {
        lock (_lock)
            return [.. _messages.Values.OrderByDescending(message => message.At).ThenByDescending(message => message.Sid, StringComparer.Ordinal)];
    }

    /// <summary>Each phone with its last message, how many there are and where it changed, the phone that changed last first.</summary>
    public (IReadOnlyList<(PhoneMessage Last, int Count, long ChangedAt)> Phones, long Position) Overview()
    {
        lock (_lock)
            return ([.. _byChange.Reverse().Select(phone => (_messages[phone.LastSid], phone.Sids.Count, phone.Position))], _position);
    }

    /// <summary>What changed after a position, in order of change; on one phone, or on any.</summary>
    public IReadOnlyList<PhoneMessage> ChangedAfter(long position, string? number)
    {
        lock (_lock)
        {
            var phones = number is null
                ? _byChange.Reverse().TakeWhile(phone => phone.Position > position)
                : _phones.TryGetValue(number, out var one) && one.Position > position ? [one] : [];
            return [.. phones.SelectMany(MessagesOf).Where(message => message.Position > position).OrderBy(message => message.Position)];
        }
    }

    /// <summary>The position of the last change.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
                return _position;
        }
    }

    /// <summary>Completes with the next change after a position.</summary>
    public Task ChangeAsync(long after)
    {
        lock (_lock)
        {
            if (_position > after)
                return Task.CompletedTask;
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    private IEnumerable<PhoneMessage> MessagesOf(Phone phone) => phone.Sids.Select(sid => _messages[sid]);

    private Phone PhoneOf(string number)
    {
        if (!_phones.TryGetValue(number, out var phone))
        {
            phone = new Phone(number);
            _phones.Add(number, phone);
            _byChange.AddLast(phone.Place);
        }

        return phone;
    }

    private void Touch(Phone phone, PhoneMessage message)
    {
        phone.Position = message.Position;
        _byChange.Remove(phone.Place);
        _byChange.AddLast(phone.Place);
    }

    private void Shrink(Phone grown)
    {
        if (grown.Sids.Count > MaxPerPhone)
            _messages.Remove(grown.Sids.Dequeue());
        if (_phones.Count > MaxPhones)
            Forget(_byChange.First!.Value);
        // What is in order is there at most once on its phone, and at its head: both queues have the same order.
        if (_order.Count > MaxMessages && _order.Dequeue() is var (sid, number) && _messages.Remove(sid))
        {
            var phone = _phones[number];
            phone.Sids.Dequeue();
            if (phone.Sids.Count == 0)
                Forget(phone);
        }
    }

    private void Forget(Phone phone)
    {
        foreach (var sid in phone.Sids)
            _messages.Remove(sid);
        _phones.Remove(phone.Number);
        _byChange.Remove(phone.Place);
    }

    private TaskCompletionSource? TakeWaiting() => Interlocked.Exchange(ref _waiting, null);

    private sealed class Phone
    {
        public Phone(string number)
        {
            Number = number;
            Place = new LinkedListNode<Phone>(this);
        }

        public string Number { get; }

        public Queue<string> Sids { get; } = new();

        public LinkedListNode<Phone> Place { get; }

        public string LastSid { get; set; } = "";

        public long Position { get; set; }
    }
}

namespace Omnichannel.Simulator;

/// <summary>What was said on WhatsApp and Messenger, in memory; the oldest goes first: 200 messages a person, 1,000 persons.</summary>
internal sealed class ChatNetwork
{
    private const int MaxPerPerson = 200;
    private const int MaxPersons = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Channel, string Person), List<ChatMessage>> _chats = [];
    private readonly Queue<(string Channel, string Person)> _order = new();

    public ChatMessage Add(ChatMessage message)
    {
        lock (_lock)
        {
            var key = (message.Channel, message.Person);
            if (!_chats.TryGetValue(key, out var chat))
            {
                _chats[key] = chat = [];
                _order.Enqueue(key);
                if (_order.Count > MaxPersons)
                    _chats.Remove(_order.Dequeue());
            }

            chat.Add(message);
            if (chat.Count > MaxPerPerson)
                chat.RemoveAt(0);
        }

        return message;
    }

    /// <summary>Changes a message in place; null when it is not (any more) there.</summary>
    public ChatMessage? Change(string channel, string person, string id, Func<ChatMessage, ChatMessage> change)
    {
        lock (_lock)
        {
            if (!_chats.TryGetValue((channel, person), out var chat) || chat.FindIndex(message => message.Id == id) is not (>= 0 and var place))
                return null;
            return chat[place] = change(chat[place]);
        }
    }

    /// <summary>Oldest first; none for a person who never wrote or was written to.</summary>
    public IReadOnlyList<ChatMessage> Of(string channel, string person)
    {
        lock (_lock)
            return _chats.TryGetValue((channel, person), out var chat) ? [.. chat] : [];
    }
}

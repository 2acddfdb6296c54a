namespace Omnichannel.Contracts;

/// <summary>Signals between the two sides of a chat, beside messages.</summary>
public enum ChatSign
{
    /// <summary>Is writing; over by itself after ten seconds.</summary>
    Typing,

    /// <summary>Writes no more.</summary>
    Stopped,

    /// <summary>Has looked at what was said until then.</summary>
    Seen,
}

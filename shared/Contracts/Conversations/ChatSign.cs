namespace Omnichannel.Contracts;

/// <summary>What passes between two who chat besides words.</summary>
public enum ChatSign
{
    /// <summary>Is writing; over by itself after ten seconds.</summary>
    Typing,

    /// <summary>Writes no more.</summary>
    Stopped,

    /// <summary>Has looked at what was said until then.</summary>
    Seen,
}

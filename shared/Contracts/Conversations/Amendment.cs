namespace Omnichannel.Contracts;

/// <summary>What somebody did to a message that was said already.</summary>
public enum Amendment
{
    /// <summary>Edited: another text from now on.</summary>
    Edited,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>A sign put to it; without one = taken away again.</summary>
    Reacted,
}

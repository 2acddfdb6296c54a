namespace Omnichannel.Contracts;

/// <summary>
/// An event whose meaning has changed since: what is stored under its name stays and is read as the event of today, and nothing more is
/// stored under it. Its record keeps the shape of what was written.
/// </summary>
public interface ISuperseded
{
    /// <summary>
    /// The same fact as the next version has it, from nothing but this event: a rebuilt read model must find the same each time.
    /// The next version may be superseded too.
    /// </summary>
    object Upcast();
}

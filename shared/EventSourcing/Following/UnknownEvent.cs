namespace Omnichannel.EventSourcing;

/// <summary>
/// Stands for an event that this program cannot make a record of: its type is newer than the program, or its content cannot be read. It
/// is kept in the log and counted; subscriptions skip it.
/// </summary>
public sealed record UnknownEvent
{
    private UnknownEvent()
    {
    }

    public static UnknownEvent One { get; } = new();
}

namespace Omnichannel.Contracts.Messages;

/// <summary>To every web chat process: a passing sign in a chat. It is never stored, and one that is lost is missed by nobody.</summary>
/// <param name="FromCitizen">True: for the agents' desks; false: for the visitor's open pages.</param>
public sealed record ChatSignal(ContactPoint Visitor, bool FromCitizen, ChatSign Sign, DateTimeOffset At);

namespace Omnichannel.Contracts;

/// <summary>The name under which an event is stored, for ever: <c>family.kebab-past.vN</c>.</summary>
/// <param name="name">For example <c>conversation.closed.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

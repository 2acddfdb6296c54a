namespace Omnichannel.Contracts;

/// <summary>
/// Marks the id of whom the <see cref="PersonalAttribute">personal</see> fields of a stream belong to: of its own event, and of all that
/// come after it until another tells otherwise. They are sealed with that one's key, and go when it is destroyed.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SubjectAttribute : Attribute;

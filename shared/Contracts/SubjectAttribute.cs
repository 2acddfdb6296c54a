namespace Omnichannel.Contracts;

/// <summary>
/// Marks the id of the subject that the <see cref="PersonalAttribute">personal</see> fields of a stream belong to: of its own event, and of all that
/// come after it until another event names another. They are sealed with the subject's key, and gone when it is destroyed.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SubjectAttribute : Attribute;

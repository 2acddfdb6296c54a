namespace Omnichannel.Contracts;

/// <summary>
/// Marks personal data: names, addresses, texts. Feeds show it only to callers with the scope <c>personal</c>;
/// logs, metrics, stream names and routing keys never carry it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute;

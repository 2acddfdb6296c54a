namespace Omnichannel.Contracts;

public sealed record NamedValue(string Name, string Value);

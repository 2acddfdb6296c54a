using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Omnichannel.Settings;

/// <summary>One setting that the program reads.</summary>
/// <param name="Name">Its full name, such as <c>Sms:Twilio:AccountSid</c>.</param>
/// <param name="Property">Where the value goes.</param>
public sealed record Setting(string Name, PropertyInfo Property)
{
    /// <summary>How a section ends that may be there several times.</summary>
    internal const string EntrySuffix = ":*";

    public bool IsSecret => Property.IsDefined(typeof(SecretAttribute));

    /// <summary>True for several values: <c>Name:0</c>, <c>Name:1</c> …, or all in one with commas.</summary>
    public bool IsList => ItemType is not null;

    /// <summary>True for a table: <c>Name:key</c>, whatever the keys.</summary>
    public bool IsTable => TableType is not null;

    /// <summary>The type of one value.</summary>
    public Type ValueType => ItemType ?? TableType ?? Property.PropertyType;

    private Type? ItemType => ArgumentOf(typeof(IReadOnlyList<>), 0);

    private Type? TableType => ArgumentOf(typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>All that a class reads, in the order of its declaration.</summary>
    public static IReadOnlyList<Setting> Of<T>()
        where T : ISettings => [.. typeof(T).GetProperties()
            .Where(property => property.SetMethod?.IsPublic == true)
            .Select(property => new Setting(
                FullName<T>(property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name), property))];

    public static string FullName<T>(string name)
        where T : ISettings => T.Section.Length == 0 ? name : $"{T.Section}:{name}";

    /// <summary>Whether what is configured under this key arrives here.</summary>
    public bool Reads(string key)
    {
        var name = NameAsIn(key);
        return key.Equals(name, StringComparison.OrdinalIgnoreCase) ? !IsTable
            : key.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase) && (IsTable || (IsList && int.TryParse(key.AsSpan(name.Length + 1), out _)));
    }

    /// <summary>The full name of one of several: what the operator calls that one in place of the star.</summary>
    public string NameOf(string? entry) => entry is null ? Name : Name.Replace(EntrySuffix, $":{entry}", StringComparison.Ordinal);

    /// <summary>The name as it would be written where this key is: with the key's own word in place of the star.</summary>
    internal string NameAsIn(string key)
    {
        var star = Name.IndexOf(EntrySuffix, StringComparison.Ordinal);
        return star < 0 || key.Split(':') is not { } words || words.ElementAtOrDefault(Name[..(star + 1)].Count(c => c == ':')) is not { Length: > 0 } entry
            ? Name
            : NameOf(entry);
    }

    private Type? ArgumentOf(Type generic, int index) =>
        Property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == generic ? type.GenericTypeArguments[index] : null;
}

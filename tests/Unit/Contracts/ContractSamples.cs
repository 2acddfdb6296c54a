using System.Reflection;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;

namespace Omnichannel.Unit.Contracts;

/// <summary>One sample of every stored event and bus message, made from fixed values by the types of its parameters.</summary>
internal static class ContractSamples
{
    public static object Of(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var sample = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, parameter.Name!))]);
        foreach (var added in Added(type))
            added.SetValue(sample, Value(added.PropertyType, char.ToLowerInvariant(added.Name[0]) + added.Name[1..]));
        return sample;
    }

    public static IEnumerable<Type> Events => EventCatalog.All.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The stored name, also of what is superseded and cannot be stored any more.</summary>
    public static string NameOf(Type type) => type.GetCustomAttribute<EventTypeAttribute>()!.Name;

    public static IEnumerable<Type> Messages => typeof(EventTypeAttribute).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == "Omnichannel.Contracts.Messages" && type is { IsClass: true, IsAbstract: false })
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>The members that are on the wire, with what they say about themselves.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) => type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First()
        .GetParameters().Select(parameter => type.GetProperty(parameter.Name!)!).Concat(Added(type));

    /// <summary>Members that came later, or that most leave out: not in the constructor.</summary>
    private static IEnumerable<PropertyInfo> Added(Type type)
    {
        var parameters = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First().GetParameters().Select(one => one.Name).ToHashSet();
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true } && !parameters.Contains(property.Name))
            .OrderBy(property => property.MetadataToken);
    }

    private static object? Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return name;
        if (type == typeof(Guid))
            return DerivedId.From("sample", name);
        if (type == typeof(DateTimeOffset))
            return Moment.Noon;
        if (type == typeof(int))
            return 7;
        if (type == typeof(long))
            return 7L;
        if (type == typeof(double))
            return 7.5;
        if (type == typeof(bool))
            return true;
        if (type == typeof(byte[]))
            return new byte[] { 1, 2, 3 };
        if (type.IsEnum)
            return Enum.GetValues(type) is var values ? values.GetValue(Math.Min(2, values.Length - 1)) : null;
        if (type == typeof(IReadOnlyDictionary<string, string>))
            return new Dictionary<string, string> { ["key"] = name };
        if (type.IsGenericType)
        {
            var item = type.GetGenericArguments()[0];
            var array = Array.CreateInstance(item, 1);
            array.SetValue(Value(item, name), 0);
            return array;
        }

        return Of(type);
    }
}

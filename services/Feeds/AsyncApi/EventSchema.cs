using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omnichannel.Contracts;

namespace Omnichannel.Feeds;

/// <summary>
/// The JSON Schema of a stored event's <c>data</c>. What is personal says so (<c>x-personal</c>), and is never required: without the scope
/// it is not there.
/// </summary>
internal static class EventSchema
{
    public static JsonObject Of(Type type) => Of(type, new HashSet<Type>());

    private static JsonObject Of(Type type, IReadOnlySet<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return new JsonObject { ["type"] = "string" };
        if (type == typeof(Guid))
            return new JsonObject { ["type"] = "string", ["format"] = "uuid" };
        if (type == typeof(DateTimeOffset))
            return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(byte[]))
            return new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };
        if (type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(int) || type == typeof(long))
            return new JsonObject { ["type"] = "integer" };
        if (type == typeof(double))
            return new JsonObject { ["type"] = "number" };
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(name)))]) };
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new JsonObject { ["type"] = "array", ["items"] = Of(type.GetGenericArguments()[0], within) };
        if (type == typeof(IReadOnlyDictionary<string, string>))
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } };
        // A contract that holds itself has no finite schema.
        if (type.Namespace?.StartsWith("Omnichannel.Contracts", StringComparison.Ordinal) != true || within.Contains(type))
            throw new NotSupportedException($"{type} has no JSON Schema here; add it to {nameof(EventSchema)}.");
        return OfRecord(type, new HashSet<Type>(within) { type });
    }

    /// <summary>As System.Text.Json writes it. Members beside the constructor came later, or most leave them out: they are optional.</summary>
    private static JsonObject OfRecord(Type type, IReadOnlySet<Type> within)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        var nullability = new NullabilityInfoContext();
        foreach (var member in ContractJson.Options.GetTypeInfo(type).Properties)
        {
            var property = (PropertyInfo)member.AttributeProvider!;
            var schema = Of(member.PropertyType, within);
            var isPersonal = property.IsDefined(typeof(PersonalAttribute), false);
            if (isPersonal)
                schema["x-personal"] = true;
            properties[member.Name] = schema;
            if (!isPersonal && member.AssociatedParameter is not null && nullability.Create(property).ReadState == NullabilityState.NotNull)
                required.Add(member.Name);
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            whole["required"] = required;
        return whole;
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>
/// A name of its own for every type. Slices call their bodies <c>Body</c>, so that a nested type is named after its slice too:
/// <c>SendReplyBody</c>, <c>ConversationView</c> of <c>ShowConversation.View</c>, <c>PageOfConversationsSummary</c>.
/// </summary>
internal static class SchemaIds
{
    private static readonly ConcurrentDictionary<string, Type> Named = new();
    private static readonly string[] Verbs = ["Show", "List"];

    /// <summary>Null for what is written inline instead of as a component: texts, numbers, lists, any JSON.</summary>
    /// <exception cref="InvalidOperationException">Two types would have one name.</exception>
    public static string? Of(JsonTypeInfo type)
    {
        var owner = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null || owner == typeof(JsonElement) || owner.IsAssignableTo(typeof(JsonNode)))
            return null;
        var name = NameOf(owner);
        return Named.GetOrAdd(name, owner) == owner
            ? name
            : throw new InvalidOperationException($"{owner} and {Named[name]} would both be the schema {name}.");
    }

    private static string NameOf(Type type)
    {
        if (type.IsGenericType)
            return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}";
        return type.DeclaringType is { } slice ? SubjectOf(slice) + type.Name : type.Name;
    }

    /// <summary>What is shown is the thing itself.</summary>
    private static string SubjectOf(Type slice)
    {
        var name = NameOf(slice);
        return Verbs.FirstOrDefault(verb => name.Length > verb.Length && name.StartsWith(verb, StringComparison.Ordinal)) is { } verb ? name[verb.Length..] : name;
    }
}

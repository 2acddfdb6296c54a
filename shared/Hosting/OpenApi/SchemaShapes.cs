using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>
/// Which members an object has for certain, and which may be null. An answer leaves out what is null, so what may be null is not required there
/// and never null; a request may leave out the same, or say null, and whatever has a default.
/// </summary>
internal sealed class SchemaShapes(OpenApiDocument document, SchemaTypes types)
{
    private readonly HashSet<string> _answered = [];
    private readonly HashSet<string> _asked = [];

    public void Apply()
    {
        _answered.Add(SharedParts.Problem);
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
                Walk(media.Schema, _asked);
            foreach (var media in (operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>()).SelectMany(response => response.Content?.Values ?? []))
                Walk(media.Schema, _answered);
        }

        var schemas = document.Components!.Schemas!;
        foreach (var (id, schema) in schemas.ToList())
        {
            if (!_asked.Contains(id) && !_answered.Contains(id))
                schemas.Remove(id);
            else if (types.Find(id) is { } type && schema is OpenApiSchema { Properties: not null } shape)
                Shape(shape, type, _asked.Contains(id), _answered.Contains(id));
        }
    }

    private static void Shape(OpenApiSchema schema, JsonTypeInfo type, bool isAsked, bool isAnswered)
    {
        schema.Required = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var property in type.Properties)
        {
            if (!schema.Properties!.TryGetValue(property.Name, out var value))
                continue;
            var isNullable = property.IsGetNullable && !IsRequired(property);
            var isWrittenAsNull = isNullable && IsAlwaysWritten(property);
            if ((!isNullable || isWrittenAsNull) && !(isAsked && HasDefault(property)))
                schema.Required.Add(property.Name);
            schema.Properties[property.Name] = Nullable(value, isWrittenAsNull || (isNullable && !isAnswered));
            if (value.AdditionalProperties is OpenApiSchema { Type: { } ofValues } values && MayHoldNull(property))
                values.Type = ofValues | JsonSchemaType.Null;
        }
    }

    /// <summary>Checked by hand, with a refusal that says more than a deserializer can.</summary>
    private static bool IsRequired(JsonPropertyInfo property) => Has<RequiredAttribute>(property.AttributeProvider) || Has<RequiredAttribute>(property.AssociatedParameter?.AttributeProvider);

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), false) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    /// <summary>A dictionary whose values may be null, such as attributes of which one is to be taken away.</summary>
    private static bool MayHoldNull(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo member && new NullabilityInfoContext().Create(member).GenericTypeArguments is [.., { ReadState: NullabilityState.Nullable }];

    private static bool HasDefault(JsonPropertyInfo property) =>
        property.AssociatedParameter is { } parameter ? parameter.HasDefaultValue : !property.IsRequired;

    private static bool Has<T>(ICustomAttributeProvider? member)
        where T : Attribute => member?.IsDefined(typeof(T), false) == true;

    private static IOpenApiSchema Nullable(IOpenApiSchema schema, bool mayBeNull)
    {
        var plain = schema is OpenApiSchema { OneOf: { } choices } && choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null) is { } only && choices.Count == 2
            ? only
            : schema;
        if (plain is OpenApiSchema value)
        {
            if (value.Type is { } type)
                value.Type = mayBeNull ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
            if (value.Enum is { } names && names.Any(name => name is null))
                value.Enum = [.. names.Where(name => name is not null)];
            return value;
        }

        return mayBeNull ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, plain] } : plain;
    }

    private void Walk(IOpenApiSchema? schema, HashSet<string> met)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (met.Add(id) && document.Components!.Schemas!.TryGetValue(id, out var meant))
                Walk(meant, met);
            return;
        }

        foreach (var inner in (schema?.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema>()).Concat(schema?.OneOf ?? []).Concat(schema?.AnyOf ?? []).Concat(schema?.AllOf ?? []))
            Walk(inner, met);
        if (schema?.Items is { } items)
            Walk(items, met);
        if (schema?.AdditionalProperties is { } values)
            Walk(values, met);
    }
}

using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>
/// What a value is on the wire. The framework knows nothing of our converters, and takes it that numbers may come as texts; neither
/// is to be read out of the document.
/// </summary>
internal sealed class SchemaTypes
{
    private const JsonSchemaType Numeric = JsonSchemaType.Integer | JsonSchemaType.Number;
    private readonly ConcurrentDictionary<string, JsonTypeInfo> _objects = new();

    /// <summary>The type behind a schema among the components; null when it is no object.</summary>
    public JsonTypeInfo? Find(string schemaId) => _objects.GetValueOrDefault(schemaId);

    public void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && SchemaIds.Of(context.JsonTypeInfo) is { } id)
            _objects[id] = context.JsonTypeInfo;
        if (SchemaOf(type) is { } simple)
            (schema.Type, schema.Format) = (simple.Type, simple.Format);
        if (type.IsEnum)
            (schema.Type, schema.Enum) = (JsonSchemaType.String, NamesOf(type));
        var inner = context.JsonTypeInfo.ElementType is { } element ? SchemaOf(element) : null;
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary)
            schema.AdditionalProperties = inner ?? schema.AdditionalProperties;
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Enumerable)
            schema.Items = inner ?? schema.Items;

        if ((schema.Type & Numeric) is { } numeric and not 0)
            (schema.Type, schema.Pattern) = (numeric, null);
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute allowed])
            schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture))!)];
        schema.Description = Plain(schema.Description);
    }

    /// <summary>Of types with converters of our own.</summary>
    private static OpenApiSchema? SchemaOf(Type type)
    {
        if (type == typeof(string))
            return new OpenApiSchema { Type = JsonSchemaType.String };
        return type == typeof(DateTimeOffset) ? new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" } : null;
    }

    /// <summary>Comments are broken into lines where the source is.</summary>
    public static string? Plain(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<JsonNode> NamesOf(Type type) => [.. Enum.GetNames(type).Select(name => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(name))!)];
}

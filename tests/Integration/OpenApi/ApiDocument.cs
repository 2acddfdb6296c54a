using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.WebUtilities;

namespace Omnichannel.Integration.OpenApi;

/// <summary>The program's OpenAPI document, as something to hold requests and answers against.</summary>
internal sealed class ApiDocument
{
    private const string Reference = "#/components/schemas/";
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private static readonly string[] Standard = ["Accept", "Authorization", "User-Agent", "traceparent"];
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new();
    private readonly JsonNode _document;
    private readonly Uri _address = new($"https://omnichannel.example/{Guid.NewGuid():N}.json");
    private readonly List<Operation> _operations;

    /// <param name="text">The document as it is served.</param>
    public ApiDocument(string text)
    {
        _document = JsonNode.Parse(text)!;
        // An answer with a member that the document does not know is a mistake in the document; JSON Schema alone would let it pass.
        Close(_document["components"]!["schemas"]!);
        Close(_document["paths"]!);
        var schemas = new JsonObject { ["$id"] = _address.ToString(), ["$defs"] = _document["components"]!["schemas"]!.DeepClone() };
        SchemaRegistry.Global.Register(JsonSchema.FromText(schemas.ToJsonString().Replace(Reference, "#/$defs/", StringComparison.Ordinal)));
        _operations =
        [
            .. from path in _document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               select new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject(), $"/paths/{Escape(path.Key)}/{method.Key}"),
        ];
    }

    public IReadOnlyList<Operation> Operations => _operations;

    public sealed record Operation(string Method, string Path, JsonObject Description, string Pointer)
    {
        public string Id => Description["operationId"]!.GetValue<string>();

        public string Name => $"{Method} {Path}";

        public IEnumerable<string> Tags => Description["tags"]!.AsArray().Select(tag => tag!.GetValue<string>());

        /// <summary>How many segments are words; null when the path is another one.</summary>
        public int? Fits(string path)
        {
            string[] mine = Path.Split('/'), asked = path.TrimEnd('/').Split('/');
            if (mine.Length != asked.Length)
                return null;
            var words = 0;
            foreach (var (own, given) in mine.Zip(asked))
            {
                if (own == given)
                    words++;
                else if (!own.StartsWith('{') || (given.Length == 0))
                    return null;
            }

            return words;
        }
    }

    /// <summary>Null when no operation is described for it.</summary>
    public Operation? Find(HttpMethod method, string path) => _operations
        .Where(operation => operation.Method == method.Method)
        .Select(operation => (operation, Words: operation.Fits(path)))
        .Where(found => found.Words is not null).OrderByDescending(found => found.Words).Select(found => found.operation).FirstOrDefault();

    /// <summary>What the request has that the document does not describe.</summary>
    public IEnumerable<string> MistakesOf(Operation operation, HttpRequestMessage request, string? body)
    {
        // A provider's own words in addresses and headers are the provider's to describe.
        if (!operation.Tags.Contains("webhooks"))
        {
            foreach (var name in QueryHelpers.ParseQuery(request.RequestUri!.Query).Keys.Except(Declared(operation, "query")))
                yield return $"asks with ?{name}=";
            foreach (var name in request.Headers.Select(header => header.Key).Except(Standard).Except(Declared(operation, "header")))
                yield return $"asks with {name}";
        }

        if (request.Content?.Headers is not { ContentType.MediaType: { } type, ContentLength: not 0 })
            yield break;
        if (MediaOf(operation.Description["requestBody"], $"{operation.Pointer}/requestBody", type) is not { } pointer)
            yield return $"sends {type}";
        else if (IsJson(type))
        {
            foreach (var mistake in Check(pointer, body!))
                yield return $"sends {mistake}";
        }
    }

    /// <summary>What the answer has that the document does not describe.</summary>
    public IEnumerable<string> MistakesOf(Operation operation, HttpResponseMessage response, string? body)
    {
        var status = $"{(int)response.StatusCode}";
        if (operation.Description["responses"]![status] is not { } described)
        {
            yield return $"answers {status} {body}";
            yield break;
        }

        var (node, pointer) = Resolve(described, $"{operation.Pointer}/responses/{status}");
        if (response.Headers.Contains("X-Position") && node["headers"]?["X-Position"] is null)
            yield return $"answers {status} with X-Position";
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null ? node["content"] is not null : MediaOf(node, pointer, type) is null)
            yield return $"answers {status} as {type ?? "nothing"}";
        else if (type is not null && body is not null && IsJson(type) && MediaOf(node, pointer, type) is { } media)
        {
            foreach (var mistake in Check(media, body))
                yield return $"answers {status} {mistake}";
        }
    }

    /// <summary>One event of a stream, or one line of a file, against the schema of the stream.</summary>
    public IEnumerable<string> MistakesOfPart(Operation operation, string type, string json) =>
        Check(MediaOf(operation.Description["responses"]!["200"], $"{operation.Pointer}/responses/200", type)!, json);

    /// <summary>Names of parameters, and of what shows who it is.</summary>
    private IEnumerable<string> Declared(Operation operation, string place) =>
        (operation.Description["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!, "").Node)
        .Concat(operation.Description["security"]!.AsArray().SelectMany(either => either!.AsObject()).Select(scheme => _document["components"]!["securitySchemes"]![scheme.Key]!))
        .Where(described => (string?)described["in"] == place).Select(described => (string)described["name"]!);

    private static string? MediaOf(JsonNode? described, string pointer, string type)
    {
        var content = described?["content"]?.AsObject();
        var key = content?.ContainsKey(type) == true ? type : content?.ContainsKey("*/*") == true ? "*/*" : null;
        return key is null ? null : $"{pointer}/content/{Escape(key)}/schema";
    }

    private (JsonNode Node, string Pointer) Resolve(JsonNode node, string pointer)
    {
        if ((string?)node["$ref"] is not { } reference)
            return (node, pointer);
        var meant = reference.Split('/').Skip(1).Aggregate(_document, (at, name) => at[name]!);
        return (meant, reference[1..]);
    }

    private IEnumerable<string> Check(string pointer, string json)
    {
        var schema = _schemas.GetOrAdd(pointer, SchemaAt);
        var result = schema.Evaluate(JsonNode.Parse(json), Options);
        return result.IsValid
            ? []
            : result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key} {error.Value} in {Short(json)}"));
    }

    private JsonSchema SchemaAt(string pointer)
    {
        var described = pointer.Split('/').Skip(1).Aggregate((JsonNode?)_document, (at, name) => at?[Unescape(name)]) ?? new JsonObject();
        return JsonSchema.FromText(described.ToJsonString().Replace(Reference, $"{_address}#/$defs/", StringComparison.Ordinal));
    }

    private static string Short(string text) => text.Length > 600 ? text[..600] + "…" : text;

    private static bool IsJson(string type) => type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema && schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties"))
            schema["additionalProperties"] = false;
        foreach (var inner in node switch { JsonObject many => many.Select(one => one.Value), JsonArray list => list, _ => [] })
            Close(inner);
    }
}

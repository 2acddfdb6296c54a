using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>What operations have in common, written once and referred to: problems, the position reached, the key of a repeat.</summary>
internal static class SharedParts
{
    public const string Key = "key";
    public const string SignedLink = "signedLink";
    public const string Problem = "Problem";
    public const string Position = "Position";
    public const string IdempotencyKey = "IdempotencyKey";
    public const string LastEventId = "LastEventId";

    private static readonly Dictionary<int, (string Name, string Description)> Problems = new()
    {
        [400] = ("BadRequest", "The request cannot be read."),
        [401] = ("Unauthorized", "No key, or one that is not valid."),
        [403] = ("Forbidden", "The key does not allow it."),
        [404] = ("NotFound", "There is no such thing."),
        [409] = ("Conflict", "Something else is there already, or the state does not allow it."),
        [410] = ("Gone", "The citizen was erased."),
        [413] = ("TooLarge", "The body is larger than this takes."),
        [415] = ("UnsupportedMediaType", "The body is of another type than this takes."),
        [422] = ("Unprocessable", "A rule forbids it, or the Idempotency-Key came with another body before."),
        [429] = ("TooManyRequests", "The caller asks too often; `Retry-After` says how long to wait."),
        [502] = ("BadGateway", "The other side did not take it."),
        [503] = ("Unavailable", "A part that this needs is away, or behind the position that was asked for; try again after `Retry-After`."),
    };

    public static OpenApiResponseReference ProblemOf(int status, OpenApiDocument document) => new(Problems[status].Name, document);

    public static void AddTo(OpenApiDocument document)
    {
        var components = document.Components!;
        components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, (name, description)) in Problems)
        {
            components.Responses[name] = new OpenApiResponse
            {
                Description = description,
                Headers = status is 429 or 503 ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Number("Seconds.") } : null,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
            };
        }

        components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [Position] = new OpenApiHeader
            {
                Description = "The position in the log that this reached: ask a list for `atLeast` this to see it there. Absent where it is not known yet.",
                Schema = Text(),
            },
        };
        components.Parameters = new Dictionary<string, IOpenApiParameter>
        {
            [IdempotencyKey] = Header(IdempotencyKeys.Header, "The same key and body again is answered like the first time, and done once. At most 200 characters; kept for at least a day."),
            [LastEventId] = Header("Last-Event-ID", "Where to go on: the id of the last event that was seen."),
        };
    }

    /// <summary>RFC 9457, with a code that stays.</summary>
    public static OpenApiSchema ProblemSchema() => new()
    {
        Description = "What went wrong (RFC 9457). A code may have members of its own.",
        Type = JsonSchemaType.Object,
        AdditionalProperties = new OpenApiSchema(),
        Required = new HashSet<string> { "code", "status", "title" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("For people; never carries personal data."),
            ["code"] = Text("Stable, to act on, such as `conversation.closed`."),
        },
    };

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiHeader Number(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } };

    private static OpenApiParameter Header(string name, string description) => new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };
}

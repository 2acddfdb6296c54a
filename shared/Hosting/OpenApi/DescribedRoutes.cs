using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>What a slice adds about its route to the OpenAPI document, where the framework has no method for it.</summary>
public static class DescribedRoutes
{
    /// <summary>Problems that it answers in addition to those of every route: 409 where the state may not allow it, 410 where citizens are erased.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Refused(statuses));

    /// <summary>It writes to the log, and returns the position reached.</summary>
    public static TBuilder TellsPosition<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new PositionHeader());

    /// <summary>Server-sent events; the data of each is one <typeparamref name="T"/>.</summary>
    /// <param name="resumes">It goes on after <c>Last-Event-ID</c>, or <c>?after=</c>.</param>
    public static RouteHandlerBuilder StreamsEvents<T>(this RouteHandlerBuilder route, string name, bool resumes = true) =>
        route.Produces<T>(StatusCodes.Status200OK, MediaTypeNames.Text.EventStream).WithMetadata(new EventStream(name, resumes));

    /// <summary>The same as one array, when <c>Accept</c> says so.</summary>
    public static TBuilder AnswersBatch<TBuilder>(this TBuilder route, string type)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new BatchAnswer(type));

    /// <summary>The answer is a file of any type.</summary>
    internal static TBuilder AnswersFile<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new FileAnswer());

    /// <summary>A body that the route reads itself, of these types.</summary>
    public static TBuilder TakesBody<TBuilder>(this TBuilder route, params string[] types)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RawBody(types));

    /// <summary>A signed link opens it as well as a key of one of these scopes.</summary>
    internal static TBuilder TakesSignedLink<TBuilder>(this TBuilder route, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new SignedLinkAccess(scopes));
}

/// <summary>Something that a slice says about its operation.</summary>
internal interface IOperationPart
{
    void AddTo(OpenApiOperation operation, OpenApiDocument document);
}

internal sealed record Refused(IReadOnlyList<int> Statuses);

internal sealed class PositionHeader : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var response in operation.Responses!.Where(response => response.Key[0] == '2').Select(response => response.Value).OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers[CommandIds.PositionHeader] = new OpenApiHeaderReference(SharedParts.Position, document);
        }
    }
}

internal sealed class EventStream(string name, bool resumes) : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document)
    {
        ((OpenApiResponse)operation.Responses!["200"]).Description = $"Server-sent events {name}: the data of each is JSON as here. Comments keep the line open.";
        if (!resumes)
            return;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameterReference(SharedParts.LastEventId, document));
        if (operation.Parameters.All(parameter => parameter.Name != "after"))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "after",
                In = ParameterLocation.Query,
                Description = "The same, for clients that can set no header; neither = from now on.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            });
        }
    }
}

internal sealed class BatchAnswer(string type) : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document)
    {
        var content = operation.Responses!["200"].Content!;
        content[type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = content.Values.First().Schema } };
    }
}

internal sealed class FileAnswer : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document) =>
        ((OpenApiResponse)operation.Responses!["200"]).Content = new Dictionary<string, OpenApiMediaType> { ["*/*"] = new() };
}

internal sealed class RawBody(IReadOnlyList<string> types) : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document) => operation.RequestBody = new OpenApiRequestBody
    {
        Required = true,
        Content = types.ToDictionary(type => type, type => new OpenApiMediaType { Schema = SchemaOf(type) }),
    };

    private static OpenApiSchema? SchemaOf(string type) => type switch
    {
        MediaTypeNames.Application.Json or MediaTypeNames.Application.FormUrlEncoded or MediaTypeNames.Multipart.FormData =>
            new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
        _ when type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("message/", StringComparison.Ordinal) => new OpenApiSchema { Type = JsonSchemaType.String },
        _ => null,
    };
}

internal sealed class SignedLinkAccess(IReadOnlyList<string> scopes) : IOperationPart
{
    public void AddTo(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Security =
        [
            .. scopes.Select(scope => OperationDescription.Requirement(SharedParts.Key, document, scope)),
            OperationDescription.Requirement(SharedParts.SignedLink, document),
        ];
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "until",
            In = ParameterLocation.Query,
            Description = "Of a signed link: when it ends.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        });
    }
}

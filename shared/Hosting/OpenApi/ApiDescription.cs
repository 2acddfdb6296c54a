using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Omnichannel.Hosting;

/// <summary>The OpenAPI document: what the routes and their types say, in the one dialect that answers are written in.</summary>
internal static class ApiDescription
{
    private static readonly Dictionary<string, string> Tags = new()
    {
        ["access"] = "Who a key belongs to.",
        ["attachments"] = "Files of messages.",
        ["citizens"] = "Who it is, how they are reached, what they consented to.",
        ["conversations"] = "The inbox, conversations, replies, calls, and messages of connectors.",
        ["timeline"] = "A citizen's history over all channels.",
        ["feeds"] = "The log as CloudEvents: read, followed, or delivered to webhooks.",
        ["outreach"] = "Campaigns, life events, and the citizen's own page.",
        ["health"] = "For orchestrators.",
        ["webhooks"] = "Where providers deliver; authentic by the provider's own signature or secret.",
        ["sms"] = "Text messages.",
        ["voice"] = "Calls.",
        ["email"] = "E-mail.",
        ["whatsapp"] = "WhatsApp.",
        ["messenger"] = "Messenger.",
        ["webchat"] = "The chat widget.",
        ["simulator"] = "Plays providers and citizens.",
        ["desk"] = "The agents' page.",
    };

    public static void Configure(OpenApiOptions options)
    {
        var types = new SchemaTypes();
        options.CreateSchemaReferenceId = SchemaIds.Of;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            types.Describe(schema, context);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            OperationDescription.Complete(operation, context.Description, context.Document!);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(async (document, context, ct) =>
        {
            Introduce(document);
            SharedParts.AddTo(document);
            await HealthPaths.AddAsync(document, context, ct);
            document.Components!.Schemas![SharedParts.Problem] = SharedParts.ProblemSchema();
            new SchemaShapes(document, types).Apply();
            document.Tags = document.Paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
                .Select(tag => tag.Name!).Distinct().Order(StringComparer.Ordinal)
                .Select(name => new OpenApiTag { Name = name, Description = Tags.GetValueOrDefault(name) }).ToHashSet();
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info.Title = "Omnichannel";
        document.Info.Description = "Conversations between citizens and their administration, on every channel.";
        document.Info.License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SharedParts.Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An access key, or a token of the configured OpenID Connect issuer. An operation names the scopes of which one is needed; `admin` has them all.",
            },
            [SharedParts.SignedLink] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Query,
                Name = "signature",
                Description = "A signed link: its `signature` and its `until` go together.",
            },
        };
    }
}

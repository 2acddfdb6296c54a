using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>The feeds as AsyncAPI 3: every event with its schema, on each of the four channels that carry it. Made from the contracts.</summary>
internal static class AsyncApiDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole document, indented, the same for every installation of this version.</summary>
    public static string Text { get; } = Make().ToJsonString(Indented);

    private static JsonObject Make()
    {
        var types = EventCatalog.All.Where(pair => !FeedRange.Hidden.Any(category => pair.Key.StartsWith($"{category}.", StringComparison.Ordinal)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var (schemas, messages) = (AsyncApiParts.SharedSchemas(), new JsonObject());
        foreach (var (type, record) in types)
        {
            schemas[type] = EventSchema.Of(record);
            messages[type] = AsyncApiParts.CloudEventMessage(type);
            messages[$"webhook.{type}"] = AsyncApiParts.WebhookMessage(type);
        }

        string[] names = [.. types.Select(pair => pair.Key)];
        string[] delivered = [.. names.Select(name => $"webhook.{name}")];
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Omnichannel events",
                ["version"] = "1.0.0",
                ["description"] = "Everything that happens in the conversations between citizens and their administration, as CloudEvents 1.0 in log order. "
                    + "Fields marked x-personal are only there for keys with the scope 'personal', and never on RabbitMQ.",
                ["license"] = new JsonObject { ["name"] = "MIT" },
            },
            ["defaultContentType"] = CloudEvents.ContentType,
            ["servers"] = AsyncApiParts.Servers(),
            ["channels"] = new JsonObject
            {
                ["events"] = AsyncApiParts.Channel("/feeds/events", "The log up to its present head, one event a line (application/x-ndjson).", "http", names),
                ["live"] = AsyncApiParts.Channel("/feeds/live", "The log as server-sent events, caught up and then live; the id of an event is its position.", "http", names),
                ["exchange"] = AsyncApiParts.ExchangeChannel(names),
                ["webhooks"] = AsyncApiParts.Channel(null, "An address of the subscriber's own (POST /feeds/webhooks), signed after Standard Webhooks 1.0.", null, delivered),
            },
            ["operations"] = new JsonObject
            {
                ["readEvents"] = AsyncApiParts.HttpOperation("events", "after", "limit", "types", "streams", "from", "to"),
                ["followEvents"] = AsyncApiParts.HttpOperation("live", "after", "types", "streams", "from"),
                ["publishEvents"] = AsyncApiParts.Operation("exchange"),
                ["deliverEvents"] = AsyncApiParts.Operation("webhooks"),
            },
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["messages"] = messages,
                ["securitySchemes"] = AsyncApiParts.SecuritySchemes(),
            },
        };
    }
}

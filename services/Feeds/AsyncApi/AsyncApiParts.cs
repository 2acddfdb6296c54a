using System.Text.Json.Nodes;

namespace Omnichannel.Feeds;

/// <summary>What the AsyncAPI document is put together from.</summary>
internal static class AsyncApiParts
{
    public static JsonObject Servers() => new()
    {
        ["http"] = new JsonObject
        {
            ["host"] = "{host}",
            ["protocol"] = "https",
            ["description"] = "The installation itself.",
            ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = "127.0.0.1:8080" } },
            ["security"] = new JsonArray(Reference("components/securitySchemes/key")),
        },
        ["rabbitmq"] = new JsonObject
        {
            ["host"] = "{host}",
            ["protocol"] = "amqp",
            ["protocolVersion"] = "0-9-1",
            ["description"] = "The broker, where one is configured.",
            ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = "127.0.0.1:5672" } },
            ["security"] = new JsonArray(Reference("components/securitySchemes/broker")),
        },
    };

    public static JsonObject SecuritySchemes() => new()
    {
        ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An access key with the scope 'analyst'." },
        ["broker"] = new JsonObject { ["type"] = "userPassword", ["description"] = "A user of the broker." },
    };

    /// <param name="server">Null: the subscriber's own.</param>
    public static JsonObject Channel(string? address, string description, string? server, IEnumerable<string> messages)
    {
        var channel = new JsonObject { ["address"] = address, ["description"] = description };
        if (server is not null)
            channel["servers"] = new JsonArray(Reference($"servers/{server}"));
        channel["messages"] = new JsonObject(messages.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Reference($"components/messages/{name}"))));
        return channel;
    }

    public static JsonObject ExchangeChannel(IEnumerable<string> messages)
    {
        var channel = Channel("{type}", "A durable topic exchange. The routing key is the event's type; messages are persistent.", "rabbitmq", messages);
        channel["parameters"] = new JsonObject { ["type"] = new JsonObject { ["description"] = "The event's type; bind with * and # for several." } };
        channel["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject
                {
                    ["name"] = CloudEventChannel.DefaultExchange,
                    ["type"] = "topic",
                    ["durable"] = true,
                    ["autoDelete"] = false,
                    ["vhost"] = "/",
                },
                ["bindingVersion"] = "0.3.0",
            },
        };
        return channel;
    }

    /// <summary>We send, whoever reads this receives.</summary>
    public static JsonObject Operation(string channel) => new() { ["action"] = "send", ["channel"] = Reference($"channels/{channel}") };

    public static JsonObject HttpOperation(string channel, params string[] parameters)
    {
        var operation = Operation(channel);
        var query = new JsonObject(parameters.Select(name => KeyValuePair.Create<string, JsonNode?>(
            name, new JsonObject { ["type"] = name is "after" or "limit" ? "integer" : "string" })));
        operation["bindings"] = new JsonObject
        {
            ["http"] = new JsonObject { ["method"] = "GET", ["query"] = new JsonObject { ["type"] = "object", ["properties"] = query }, ["bindingVersion"] = "0.3.0" },
        };
        return operation;
    }

    public static JsonObject CloudEventMessage(string type) => new()
    {
        ["name"] = type,
        ["contentType"] = CloudEvents.ContentType,
        ["payload"] = CloudEvent(type),
    };

    public static JsonObject WebhookMessage(string type) => new()
    {
        ["name"] = type,
        ["contentType"] = "application/json",
        ["headers"] = Reference("components/schemas/WebhookHeaders"),
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["const"] = type },
                ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
                ["data"] = CloudEvent(type),
            },
            ["required"] = new JsonArray("type", "timestamp", "data"),
        },
    };

    public static JsonObject SharedSchemas() => new()
    {
        ["CloudEvent"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["specversion"] = new JsonObject { ["const"] = "1.0" },
                ["id"] = Text("The event's id: a repeat has the same.", "uuid"),
                ["source"] = Text("/omnichannel/ and the category of the stream.", "uri-reference"),
                ["type"] = Text("The stored type."),
                ["subject"] = Text("The stream."),
                ["time"] = Text("When it happened, by the writer's clock.", "date-time"),
                ["datacontenttype"] = new JsonObject { ["const"] = "application/json" },
                ["position"] = Text("Its place in the log, a number: rises, with gaps."),
                ["streamversion"] = Text("Its place in its stream, a number."),
                ["correlationid"] = Text("The same for all that one input led to."),
                ["causationid"] = Text("What led to it directly."),
                ["actor"] = Text("Who did it."),
                ["traceparent"] = Text("W3C trace context of the writer."),
            },
            ["required"] = new JsonArray("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "position", "streamversion", "data"),
        },
        ["WebhookHeaders"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["webhook-id"] = Text("The same for every attempt at one event."),
                ["webhook-timestamp"] = Text("Seconds since 1970, of the attempt."),
                ["webhook-signature"] = Text("v1,BASE64 of HMAC-SHA256 over id.timestamp.body; several with blanks between while the secret is rotated."),
            },
            ["required"] = new JsonArray("webhook-id", "webhook-timestamp", "webhook-signature"),
        },
    };

    private static JsonObject CloudEvent(string type) => new()
    {
        ["allOf"] = new JsonArray(
            Reference("components/schemas/CloudEvent"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = type }, ["data"] = Reference($"components/schemas/{type}") },
            }),
    };

    private static JsonObject Text(string description, string? format = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (format is not null)
            schema["format"] = format;
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Reference(string path) => new() { ["$ref"] = $"#/{path}" };
}

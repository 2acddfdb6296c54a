using System.Text.Json;
using System.Text.Json.Nodes;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Feeds;

public sealed class AsyncApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(AsyncApiDocument.Text)!;

    [Fact]
    public void The_document_is_up_to_date() => Approved.MatchesFile(Path.Combine(Repository.Root, "docs", "asyncapi.json"), AsyncApiDocument.Text);

    [Fact]
    public void Personal_fields_say_so_and_are_never_required()
    {
        var received = Document["components"]!["schemas"]!["conversation.message-received.v1"]!;
        Assert.True((bool)received["properties"]!["text"]!["x-personal"]!);
        Assert.Null(received["properties"]!["channel"]!["x-personal"]);
        var required = received["required"]!.AsArray().Select(name => (string)name!).ToList();
        Assert.Contains("channel", required);
        Assert.DoesNotContain("text", required);
        Assert.DoesNotContain("sentAt", required);
    }

    [Fact]
    public void Keys_and_secrets_are_not_in_it()
    {
        Assert.DoesNotContain("access.key-added", AsyncApiDocument.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("webhook.created.v1", AsyncApiDocument.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("installation.", AsyncApiDocument.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(Document).ToList();
        Assert.True(references.Count > 200);
        Assert.All(references, reference =>
        {
            Assert.StartsWith("#/", reference, StringComparison.Ordinal);
            Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, name) => node?[name]));
        });
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } && value.GetValueKind() == JsonValueKind.String ? [value.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>The OpenAPI document: all routes are in it, and what clients are generated from it is not different unseen.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Routes that are no part of the API, and why.</summary>
    private static readonly Dictionary<string, string> NotDescribed = new()
    {
        ["GET /"] = "the desk's page",
        ["GET /c/{id}"] = "the desk's page",
        ["GET /p/{id}"] = "the desk's page",
        ["GET /campaigns"] = "the desk's page",
        ["GET /campaigns/{id}"] = "the desk's page",
        ["GET /assets/{file}"] = "a part of that page",
        ["GET /favicon.svg"] = "a part of that page",
        ["GET /openapi/{documentName}.json"] = "the document itself",
        ["GET /docs/{documentName?}"] = "the page that shows it",
        ["GET /asyncapi.json"] = "the other document",
        ["ANY /webchat/socket"] = "a WebSocket: OpenAPI has no words for its frames",
        ["OPTIONS /webchat/attachments"] = "what browsers ask before POST",
        ["GET /webchat/widget.js"] = "a script for pages",
        ["GET /webchat/conversation.js"] = "a part of the widget",
        ["GET /webchat/demo"] = "a page",
        ["GET /webchat/demo/demo.css"] = "a part of that page",
        ["GET /webchat/demo/demo.js"] = "a part of that page",
        ["GET /simulator"] = "a page",
        ["GET /simulator/mail/server"] = "between two services of ours",
    };

    /// <summary>Files of pages, and interfaces of other companies that the simulator plays: they are described by those companies.</summary>
    private static readonly string[] NotDescribedBelow =
    [
        "GET /docs/", "GET /webchat/texts/", "GET /simulator/page", "GET /simulator/twilio/", "POST /simulator/twilio/", "GET /simulator/meta/", "POST /simulator/meta/",
        "GET /simulator/kannel/", "POST /simulator/vonage/",
    ];

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The desk's types and the client are generated from this file.</summary>
    [Fact]
    public async Task The_document_is_the_one_that_was_approved() =>
        Approved.MatchesFile(Path.Combine(Repository.Root, "docs", "openapi.json"), JsonNode.Parse(await ReadAsync())!.ToJsonString(Readable));

    [Fact]
    public async Task Every_route_is_described_or_is_no_part_of_the_API()
    {
        var document = new ApiDocument(await ReadAsync());
        var described = document.Operations.Select(operation => operation.Name).ToHashSet();
        var routes = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => SurfaceTests.Methods(route).Select(method => $"{method} {PathOf(route)}")).ToHashSet();
        var missing = routes.Where(route => !described.Contains(route.Replace("ANY /health", "GET /health", StringComparison.Ordinal))
            && !NotDescribed.ContainsKey(route) && !NotDescribedBelow.Any(prefix => route.StartsWith(prefix, StringComparison.Ordinal)) && !IsPartOfSimulatorPage(route));
        Assert.Empty(missing);
        Assert.Empty(NotDescribed.Keys.Except(routes));
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_every_answer_a_type()
    {
        var document = new ApiDocument(await ReadAsync());
        Assert.Equal(document.Operations.Count, document.Operations.Select(operation => operation.Id).Distinct().Count());
        var untyped = from operation in document.Operations
                      from answer in operation.Description["responses"]!.AsObject()
                      from media in answer.Value!["content"]?.AsObject() ?? []
                      where media.Key.Contains("json", StringComparison.Ordinal) && media.Value!["schema"] is null
                      select $"{operation.Name} {answer.Key} {media.Key}";
        Assert.Empty(untyped);
        Assert.DoesNotContain(document.Operations, operation => operation.Description["security"] is null);
    }

    /// <summary>Numbers are numbers, and whatever has a type says it.</summary>
    [Fact]
    public async Task No_value_is_a_number_or_else_a_text()
    {
        var document = JsonNode.Parse(await ReadAsync())!;
        var mixed = Descend(document["components"]!["schemas"]!, "").Where(found => found.Node["type"] is JsonArray types
            && types.Count(type => (string?)type != "null") > 1);
        Assert.Empty(mixed.Select(found => found.Path));
    }

    private static IEnumerable<(string Path, JsonObject Node)> Descend(JsonNode node, string path)
    {
        if (node is JsonObject self)
            yield return (path, self);
        var inner = node switch { JsonObject many => many.Select(one => (one.Key, one.Value)), JsonArray list => list.Select((one, i) => ($"{i}", one)), _ => [] };
        foreach (var found in inner.Where(one => one.Item2 is not null).SelectMany(one => Descend(one.Item2!, $"{path}/{one.Item1}")))
            yield return found;
    }

    private static bool IsPartOfSimulatorPage(string route) => route.StartsWith("GET /simulator/", StringComparison.Ordinal)
        && Path.GetExtension(route) is ".js" or ".css" or ".svg" && !route.Contains('{', StringComparison.Ordinal);

    /// <summary>As OpenAPI writes it: without constraints.</summary>
    private static string PathOf(RouteEndpoint route) =>
        System.Text.RegularExpressions.Regex.Replace(SurfaceTests.Pattern(route), @"\{(\w+):[^}]*\}", "{$1}");

    private Task<string> ReadAsync() => _server.Http.GetStringAsync("/openapi/v1.json");
}

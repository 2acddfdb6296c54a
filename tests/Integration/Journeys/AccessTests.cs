using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Nobody reads or writes without a key, a signature or a token that allows it: every route is tried.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    /// <summary>What anybody may ask for, and why. A new open route has to be put here by hand.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["GET /"] = "the desk's page; its calls need a key",
        ["GET /docs/{documentName?}"] = "the API's description",
        ["GET /c/{id}"] = "the same page",
        ["GET /p/{id}"] = "the same page",
        ["GET /campaigns"] = "the same page",
        ["GET /campaigns/{id}"] = "the same page",
        ["GET /assets/{file}"] = "its scripts and styles",
        ["GET /favicon.svg"] = "its icon",
        ["GET /health/live"] = "orchestrators",
        ["GET /health/ready"] = "orchestrators",
        ["GET /openapi/{documentName}.json"] = "the public surface",
        ["GET /asyncapi.json"] = "the public surface, too",
        ["GET /webchat/widget.js"] = "runs on other sites",
        ["GET /webchat/socket"] = "the widget's own token; origin checked",
        ["POST /webchat/attachments"] = "the widget's own token; origin checked",
        ["OPTIONS /webchat/attachments"] = "browsers ask before they send a file from another site; origin checked",
        ["GET /webchat/demo"] = "a page; what it signs needs a key",
        ["GET /simulator/mail/server"] = "asks for the simulated mail server's own password",
        ["GET /simulator"] = "a page; its calls need a key",
        ["GET /outreach/me/{token}"] = "the citizen's signed link",
        ["POST /outreach/me/{token}"] = "the citizen's signed link",
        ["GET /outreach/unsubscribe/{token}"] = "the citizen's signed link",
        ["POST /outreach/unsubscribe/{token}"] = "the citizen's signed link; mail programs have no key",
    };

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Every_route_with_no_key_a_wrong_key_or_a_key_of_too_small_scope_is_closed()
    {
        using var nobody = _server.NewClient(null);
        using var wrong = _server.NewClient(RunningServer.AdminKey + "x");
        // 'personal' alone opens no route.
        using var small = await _server.NewCallerAsync(Scopes.Personal);
        var tried = 0;
        foreach (var (method, pattern, isOpen) in Routes())
        {
            if (isOpen)
                continue;
            var path = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", Guid.Empty.ToString());
            Assert.Equal((pattern, HttpStatusCode.Unauthorized), (pattern, await AskAsync(nobody, method, path)));
            Assert.Equal((pattern, HttpStatusCode.Unauthorized), (pattern, await AskAsync(wrong, method, path)));
            if (pattern != "/whoami")
                Assert.Equal((pattern, HttpStatusCode.Forbidden), (pattern, await AskAsync(small, method, path)));
            tried++;
        }

        Assert.True(tried > 15, $"{tried}");
    }

    [Fact]
    public void Every_open_route_is_open_on_purpose()
    {
        var open = Routes().Where(route => route.IsOpen).Select(route => $"{route.Method} {route.Pattern}")
            .Where(route => !IsProviders(route) && !IsPartOfAPage(route)).ToHashSet();
        Assert.Empty(open.Except(Open.Keys));
    }

    [Fact]
    public async Task Every_provider_s_route_refuses_whoever_cannot_show_to_be_the_provider_and_keeps_no_trace()
    {
        var before = (await _server.LogAsync()).Count;
        using var nobody = _server.NewClient(null);
        var routes = Routes().Where(route => route.IsOpen && IsProviders($"{route.Method} {route.Pattern}")).ToList();
        foreach (var (method, pattern, _) in routes)
        {
            var path = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", Guid.Empty.ToString());
            var answer = await AskAsync(nobody, method, path);
            // Vonage's own way of saying no is in the body of a 200; a made-up account is not there.
            Assert.True(
                answer is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound || pattern == "/simulator/vonage/sms/json",
                $"{method} {pattern} answers {answer}.");
        }

        Assert.True(routes.Count > 20, $"{routes.Count}");
        Assert.Equal(before, (await _server.LogAsync()).Count);
    }

    [Fact]
    public async Task A_refusal_tells_a_code_and_no_more()
    {
        using var nobody = _server.NewClient(null);
        using var response = await nobody.GetAsync("/conversations");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("access.key-unknown", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_revoked_key_ends_to_work()
    {
        using var caller = await _server.NewCallerAsync(Scopes.Read);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/conversations")).StatusCode);
        var added = (await KeysAsync()).Last();
        var store = _server.Services.GetRequiredService<EventSourcing.IEventStore>();
        var revoked = new Contracts.Events.AccessEvent.KeyRevoked(added.KeyId, Moment.Noon);
        var result = await store.AppendAsync(
            new EventSourcing.AppendRequest(Server.LoggedAccessKeys.Stream, 1, [new EventSourcing.NewEvent(
                Guid.NewGuid(), EventSourcing.EventCatalog.NameOf(revoked), EventSourcing.EventCatalog.Serialize(revoked),
                new EventSourcing.EventContext(Moment.Noon, null, null, null, null))]),
            CancellationToken.None);
        Assert.Equal(EventSourcing.AppendOutcome.Appended, result.Outcome);
        await Eventually.TrueAsync(async () => (await caller.GetAsync("/conversations")).StatusCode == HttpStatusCode.Unauthorized);
    }

    private async Task<List<Contracts.Events.AccessEvent.KeyAdded>> KeysAsync()
    {
        var keys = new List<Contracts.Events.AccessEvent.KeyAdded>();
        var store = _server.Services.GetRequiredService<EventSourcing.IEventStore>();
        await foreach (var recorded in store.ReadStreamAsync(Server.LoggedAccessKeys.Stream, 0, CancellationToken.None))
        {
            if (EventSourcing.EventCatalog.Deserialize(recorded) is Contracts.Events.AccessEvent.KeyAdded key)
                keys.Add(key);
        }

        return keys;
    }

    private IEnumerable<(string Method, string Pattern, bool IsOpen)> Routes() =>
        from endpoint in _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    /// <summary>Scripts, styles, and the words of the widget, one file a language.</summary>
    /// <summary>Authenticated by the provider's own means: webhooks of ours, and the interfaces that the simulator plays.</summary>
    private static bool IsProviders(string route) => route.Contains("/webhooks/", StringComparison.Ordinal)
        || new[] { "twilio", "meta", "kannel", "vonage" }.Any(provider => route.Contains($" /simulator/{provider}/", StringComparison.Ordinal));

    private static bool IsPartOfAPage(string route) => route.StartsWith("GET /webchat/texts/", StringComparison.Ordinal)
        || (route.StartsWith("GET ", StringComparison.Ordinal) && Path.GetExtension(route) is ".js" or ".css" or ".svg" && !route.Contains('{', StringComparison.Ordinal));

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}

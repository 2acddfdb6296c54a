using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Server;
using Omnichannel.Testing;

namespace Omnichannel.Integration;

/// <summary>The whole program inside the test, on a port and folder of its own, with verbs for what people do.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string AdminKey = "an-admin-key-for-tests-0123456789";
    public const string AuthToken = "an-auth-token-for-tests";
    public const string PublicUrl = "https://city.example";
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningServer(WebApplication app, string folder, Uri address)
    {
        (_app, _folder, Address) = (app, folder, address);
        Http = NewClient(AdminKey);
    }

    public static TwilioRequests Twilio { get; } = new(AuthToken, PublicUrl);

    public Uri Address { get; }

    /// <summary>With the admin key.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">As <c>Section:Name=value</c>.</param>
    public static Task<RunningServer> StartAsync(params string[] settings) => StartAsync(Modules.All, settings);

    /// <summary>With the tables of every projection there: at its first start a program answers before it has made them all.</summary>
    public static async Task<RunningServer> StartAsync(IReadOnlyList<IServiceModule> modules, params string[] settings)
    {
        var server = await StartAsync(modules, _ => Task.CompletedTask, settings);
        foreach (var projection in server.Services.GetServices<IProjection>())
            await server.Services.GetRequiredService<ReadYourWrites>().ReadableAsync(projection, CancellationToken.None);
        return server;
    }

    /// <param name="before">With everything there, and nothing begun.</param>
    public static async Task<RunningServer> StartAsync(IReadOnlyList<IServiceModule> modules, Func<IServiceProvider, Task> before, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        var port = OmnichannelProcess.FreePort();
        var app = Application.Build(
            [
                $"--OMNICHANNEL_PORT={port}", $"--OMNICHANNEL_DATA={folder}", $"--OMNICHANNEL_ADMIN_KEY={AdminKey}", $"--Sms:Twilio:AuthToken={AuthToken}",
                "--Sms:Twilio:AccountSid=AC00000000000000000000000000000000", "--Sms:Twilio:From=+15550100", $"--Sms:Twilio:PublicUrl={PublicUrl}",
                "--Sms:Twilio:BaseUrl=http://127.0.0.1:9", "--Logging:LogLevel:Default=Error", .. settings.Select(setting => $"--{setting}"),
            ],
            modules);
        await before(app.Services);
        await app.StartAsync();
        return new RunningServer(app, folder, new Uri($"http://127.0.0.1:{port}"));
    }

    public HttpClient NewClient(string? key)
    {
#pragma warning disable RS0030 // Nobody here makes clients but this.
        var http = new HttpClient { BaseAddress = Address };
#pragma warning restore RS0030
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>Adds an access key as <c>omnichannel keys add</c> does, and returns a client with it once it works.</summary>
    public async Task<HttpClient> NewCallerAsync(params string[] scopes)
    {
        var key = Hosting.AdminKey.NewKey();
        var added = new Contracts.Events.AccessEvent.KeyAdded(Guid.CreateVersion7(), $"caller-{string.Join('-', scopes)}", scopes, LoggedAccessKeys.HashOf(key), Moment.Noon);
        var store = Services.GetRequiredService<IEventStore>();
        AppendResult result = default;
        do
        {
            result = await store.AppendAsync(
                new AppendRequest(LoggedAccessKeys.Stream, result.Version, [new NewEvent(
                    added.KeyId, EventCatalog.NameOf(added), EventCatalog.Serialize(added), new EventContext(added.At, null, null, null, null))]),
                CancellationToken.None);
        }
        while (result.Outcome == AppendOutcome.Conflict);
        var caller = NewClient(key);
        await Eventually.TrueAsync(async () => (await caller.GetAsync("/whoami")).IsSuccessStatusCode);
        return caller;
    }

    /// <summary>Returns once everything that follows the log here has seen all of it.</summary>
    public Task FollowedAsync() => Eventually.TrueAsync(async () =>
    {
        var ready = await Http.GetFromJsonAsync<JsonElement>("/health/ready");
        return ready.GetProperty("checks").GetProperty("log").GetProperty("facts").EnumerateObject()
            .Where(fact => fact.Name.StartsWith("lag:", StringComparison.Ordinal)).All(fact => fact.Value.GetInt64() == 0);
    });

    /// <summary>Delivers a signed text and expects it to be taken.</summary>
    public async Task TextAsync(string from, string text, string? sid = null)
    {
        using var request = Twilio.Text(Address, sid ?? $"SM{Guid.NewGuid():N}", from, text);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Takes the log's write lock, as another program might: until this is disposed no append comes through.</summary>
    public IDisposable HoldTheLog()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder, "log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    public Task<List<CloudEvent>> LogAsync(string query = "") => LogLines.ReadAsync(Http, query);

    /// <summary>The one citizen with this number.</summary>
    public async Task<JsonElement> CitizenAsync(string number)
    {
        var found = await Http.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(number)}");
        return found.GetProperty("items").EnumerateArray().Single();
    }

    /// <summary>The citizen's latest conversation, as <c>GET /conversations/{id}</c> tells it; a message of ours may leave before the citizen has it.</summary>
    public async Task<JsonElement> ConversationAsync(string number)
    {
        await Eventually.TrueAsync(async () => (await CitizenAsync(number)).GetProperty("conversations").GetArrayLength() > 0);
        var citizen = await CitizenAsync(number);
        var id = citizen.GetProperty("conversations").EnumerateArray().Last().GetProperty("id").GetString();
        return await Http.GetFromJsonAsync<JsonElement>($"/conversations/{id}");
    }

    /// <summary>Replies and returns the message's id.</summary>
    public async Task<string> ReplyAsync(string conversation, string text)
    {
        using var response = await Http.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

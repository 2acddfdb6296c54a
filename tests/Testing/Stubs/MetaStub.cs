using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Testing;

/// <summary>Meta's side of a test: a real HTTP server with the Graph API's routes, that remembers what it took and fails on demand; and signed callbacks.</summary>
public sealed class MetaStub : IAsyncDisposable
{
    public const string AppSecret = "an-app-secret-for-tests";
    public const string VerifyToken = "a-verify-token-for-tests";
    public const string AccessToken = "an-access-token-for-tests";
    public const string Ours = "555";

    private readonly WebApplication _app;
    private int _ids;

    private MetaStub(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What Meta counts as accepted, in order.</summary>
    public ConcurrentQueue<Accepted> Messages { get; } = new();

    /// <summary>Bytes of the files that were uploaded, and of those that citizens have sent, by id.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>What the next sends do instead of being accepted; empty = accept.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    /// <param name="Sender">Our number or page, from the path.</param>
    public sealed record Accepted(string Id, string Sender, JsonElement Body);

    /// <summary>Settings of a channel that talks to this, such as <c>WhatsApp:Meta</c> with <c>PhoneNumberId</c>.</summary>
    public string[] Settings(string section, string sender) =>
    [
        $"{section}:AppSecret={AppSecret}", $"{section}:VerifyToken={VerifyToken}", $"{section}:AccessToken={AccessToken}", $"{section}:{sender}={Ours}",
        $"{section}:BaseUrl={Address.ToString().TrimEnd('/')}",
    ];

    public static async Task<MetaStub> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var address = new Uri($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var stub = new MetaStub(app, address);
        app.MapPost("/v24.0/{sender}/messages", stub.TakeAsync);
        app.MapPost("/v24.0/{sender}/media", (Delegate)stub.UploadAsync);
        app.MapGet("/v24.0/{id}", (string id, HttpContext http) => IsAllowed(http)
            ? Results.Json(new { url = $"{address}download/{id}", mime_type = "image/png", file_size = 4, id })
            : Results.Unauthorized());
        app.MapGet("/download/{id}", (string id, HttpContext http) => !IsAllowed(http) ? Results.Unauthorized()
            : stub.Files.TryGetValue(id, out var bytes) ? Results.Bytes(bytes)
            : Results.NotFound());
        await app.StartAsync();
        return stub;
    }

    /// <summary>A callback, signed over exactly its bytes.</summary>
    public static HttpRequestMessage Signed(Uri server, string path, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Content = content,
            Headers = { { "X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), bytes))}" } },
        };
    }

    public static async Task RefuseAsync(HttpContext context, int status, int code, int? subcode = null)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { error = new { message = "refused", type = "OAuthException", code, error_subcode = subcode } });
    }

    /// <summary>Takes the message and cuts the line before the answer.</summary>
    public async Task LoseAnswerAsync(HttpContext context)
    {
        await AcceptAsync(context);
        context.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static bool IsAllowed(HttpContext http) => http.Request.Headers.Authorization == $"Bearer {AccessToken}" || http.Request.Query["access_token"] == AccessToken;

    private async Task TakeAsync(HttpContext context)
    {
        if (!IsAllowed(context))
        {
            await RefuseAsync(context, 401, 190);
            return;
        }

        if (Faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var taken = await AcceptAsync(context);
        await context.Response.WriteAsJsonAsync(new { messaging_product = "whatsapp", messages = new[] { new { id = taken.Id } }, message_id = taken.Id });
    }

    private async Task<Accepted> AcceptAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var taken = new Accepted($"out.{Interlocked.Increment(ref _ids)}", (string)context.Request.RouteValues["sender"]!, body.RootElement.Clone());
        Messages.Enqueue(taken);
        return taken;
    }

    private async Task<IResult> UploadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        using var bytes = new MemoryStream();
        await form.Files["file"]!.CopyToAsync(bytes);
        var id = $"{Interlocked.Increment(ref _ids)}";
        Files[id] = bytes.ToArray();
        return Results.Json(new { id });
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Channels.Meta;

/// <summary>Calls to Meta's Graph API, each with our token and the proof that it is ours; one attempt each, its answer as an outcome of the kit.</summary>
public sealed class GraphApi(IHttpClientFactory clients, MetaAccount account, GraphFaults faults)
{
    private const string ClientName = "meta";
    private const int MaxAnswer = 1024 * 1024;

    /// <summary>The client that may call the Graph API; it follows no redirect, for those would take our token along.</summary>
    public static void AddTo(IServiceCollection services) => services.AddHttpClient(ClientName, client => client.MaxResponseContentBufferSize = MaxAnswer)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>A request to a path of the API, such as <c>123/messages</c>, or to one of its own addresses.</summary>
    /// <param name="inQuery">The token goes into the query, as Messenger's reference has it, instead of the header.</param>
    public HttpRequestMessage Request(HttpMethod method, string path, bool inQuery = false)
    {
        var url = new StringBuilder(account.ApiUrl).Append('/').Append(path)
            .Append(path.Contains('?', StringComparison.Ordinal) ? '&' : '?').Append("appsecret_proof=")
            .Append(HubSignature.ProofOf(account.AppSecret, account.AccessToken));
        if (inQuery)
            url.Append("&access_token=").Append(Uri.EscapeDataString(account.AccessToken));
        var request = new HttpRequestMessage(method, new Uri(url.ToString()));
        if (!inQuery)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken);
        return request;
    }

    /// <summary>The answer's head; its body is the caller's to read.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct) =>
        clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>Posts JSON.</summary>
    public Task<SendOutcome> PostAsync(HttpRequestMessage request, JsonObject body, Func<JsonElement, string?> idOf, CancellationToken ct)
    {
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
        return PostAsync(request, idOf, ct);
    }

    /// <summary>Posts what the request carries.</summary>
    /// <param name="idOf">Finds the id of what was made in the answer.</param>
    public async Task<SendOutcome> PostAsync(HttpRequestMessage request, Func<JsonElement, string?> idOf, CancellationToken ct)
    {
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, ct);
            using var answer = JsonBody.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            var json = answer?.RootElement ?? default;
            if (!response.IsSuccessStatusCode || json.At("error").IsObject())
                return OutcomeOf(response, json.At("error"));
            return idOf(json) is { } id ? new SendOutcome.Accepted(id) : new SendOutcome.Unclear("provider.answer-unreadable");
        }
        catch (HttpRequestException exception)
        {
            // Nothing was sent while there was no connection; after that Meta may have it.
            return exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? new SendOutcome.TryLater("provider.unreachable", null)
                : new SendOutcome.Unclear("provider.answer-lost");
        }
        catch (IOException)
        {
            return new SendOutcome.Unclear("provider.answer-lost");
        }
    }

    /// <summary>The code decides: statuses and messages around it have changed over the years.</summary>
    private SendOutcome OutcomeOf(HttpResponseMessage response, JsonElement error)
    {
        var after = response.Headers.RetryAfter?.Delta;
        if (error.Number("code") is { } number and >= int.MinValue and <= int.MaxValue)
        {
            var code = (int)number;
            var subcode = error.Number("error_subcode") is { } sub and >= int.MinValue and <= int.MaxValue ? (int?)sub : null;
            var shown = subcode is null ? code.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{code}/{subcode}");
            if ((faults(code, subcode) ?? GraphFault.Shared(code)) is { } fault)
                return fault.IsPassing ? new SendOutcome.TryLater(fault.Reason, after ?? fault.After) : new SendOutcome.Rejected(fault.Reason, shown);
            if ((int)response.StatusCode < 500 && response.StatusCode != HttpStatusCode.TooManyRequests)
                return new SendOutcome.Rejected("provider.failed", shown);
        }

        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new SendOutcome.TryLater("provider.busy", after),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SendOutcome.TryLater("provider.credentials", after ?? TimeSpan.FromSeconds(30)),
            >= HttpStatusCode.InternalServerError => new SendOutcome.Unclear("provider.failed"),
            _ => new SendOutcome.Rejected("provider.failed", null),
        };
    }
}

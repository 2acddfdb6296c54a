using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omnichannel.Channels.Voice;

/// <summary>What became of one request to Twilio.</summary>
internal enum ControlOutcome
{
    Done,

    /// <summary>There is no such call, or it is not where it was said to be.</summary>
    Gone,

    /// <summary>Twilio says no, and will say so again.</summary>
    Refused,

    /// <summary>Twilio was not reached, or cannot just now: nothing has happened.</summary>
    Later,

    /// <summary>Whether it happened is not known.</summary>
    Unclear,
}

/// <summary>Twilio's REST API as far as agents need it: take a caller out of a queue, ring an agent's phone. One attempt each.</summary>
internal sealed class TwilioCallControl(IHttpClientFactory clients, TwilioVoiceOptions options)
{
    /// <summary>An agent and a citizen wait.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>Twilio's and our clock may differ by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, string> _queues = new();

    private string Account => $"{options.BaseUrl}/2010-04-01/Accounts/{options.AccountSid}";

    /// <summary>
    /// Takes a caller out of a queue, to go on with a document of ours. Only out of that queue: somebody who talks to another agent by now
    /// is left in peace, as a redirected call would not be.
    /// </summary>
    public async Task<ControlOutcome> DequeueAsync(string queue, string callSid, string url, CancellationToken ct)
    {
        var (found, sid) = _queues.TryGetValue(queue, out var known) ? (ControlOutcome.Done, known) : await QueueAsync(queue, ct);
        if (sid is null)
            return found;
        var outcome = await PostAsync($"{Account}/Queues/{sid}/Members/{callSid}.json", [new("Url", url), new("Method", "POST")], ct);
        // The queue may be another one of the same name by now: the next look finds it.
        if (outcome == ControlOutcome.Gone)
            _queues.TryRemove(queue, out _);
        return outcome;
    }

    /// <param name="to">E.164 or <c>sip:</c>.</param>
    public Task<ControlOutcome> RingAsync(string to, string from, string url, string statusUrl, int seconds, CancellationToken ct) => PostAsync(
        $"{Account}/Calls.json",
        [
            new("To", to), new("From", from.Length > 0 ? from : options.From), new("Url", url), new("Method", "POST"),
            new("Timeout", seconds.ToString(CultureInfo.InvariantCulture)), new("StatusCallback", statusUrl), new("StatusCallbackMethod", "POST"),
            new("StatusCallbackEvent", "completed"),
        ],
        ct);

    /// <summary>Has that phone been called since? Null when Twilio cannot be asked.</summary>
    public async Task<bool?> HasRungAsync(string to, DateTimeOffset since, CancellationToken ct)
    {
        var day = (since - ClockSkew).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (_, list) = await SendAsync<CallList>(
            HttpMethod.Get, $"{Account}/Calls.json?PageSize=100&To={Uri.EscapeDataString(to)}&StartTime%3E={day}", null, ct);
        return list?.Calls?.Any(call => call.Direction == "outbound-api" && call.CreatedAt >= since - ClockSkew);
    }

    private async Task<(ControlOutcome, string?)> QueueAsync(string name, CancellationToken ct)
    {
        var (outcome, list) = await SendAsync<QueueList>(HttpMethod.Get, $"{Account}/Queues.json?PageSize=1000", null, ct);
        if (list?.Queues?.FirstOrDefault(queue => queue.FriendlyName == name) is not { Sid: { } sid })
            return (outcome == ControlOutcome.Done ? ControlOutcome.Gone : outcome, null);
        return (outcome, _queues[name] = sid);
    }

    private async Task<ControlOutcome> PostAsync(string url, KeyValuePair<string, string>[] form, CancellationToken ct) =>
        (await SendAsync<JsonElement?>(HttpMethod.Post, url, form, ct)).Outcome;

    private async Task<(ControlOutcome Outcome, T? Body)> SendAsync<T>(
        HttpMethod method, string url, KeyValuePair<string, string>[]? form, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            using var request = new HttpRequestMessage(method, url) { Headers = { Authorization = options.Credentials } };
            if (form is not null)
                request.Content = new FormUrlEncodedContent(form);
            using var response = await clients.CreateClient(TwilioVoiceOptions.Provider).SendAsync(request, timeout.Token);
            return response.IsSuccessStatusCode
                ? (ControlOutcome.Done, await response.Content.ReadFromJsonAsync<T>(timeout.Token))
                : (OutcomeOf(response.StatusCode), default);
        }
        catch (HttpRequestException exception)
        {
            return (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? ControlOutcome.Later
                : ControlOutcome.Unclear, default);
        }
        catch (Exception exception) when (exception is JsonException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (ControlOutcome.Unclear, default);
        }
    }

    private static ControlOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => ControlOutcome.Gone,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ControlOutcome.Later,
        >= HttpStatusCode.InternalServerError => ControlOutcome.Unclear,
        _ => ControlOutcome.Refused,
    };

    private sealed record QueueList(IReadOnlyList<Queue>? Queues);

    private sealed record Queue(string Sid, [property: JsonPropertyName("friendly_name")] string? FriendlyName);

    private sealed record CallList(IReadOnlyList<Call>? Calls);

    private sealed record Call(string? Direction, [property: JsonPropertyName("date_created")] string? DateCreated)
    {
        /// <summary>RFC 2822; a call without a readable date counts as old.</summary>
        public DateTimeOffset CreatedAt =>
            DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;
    }
}

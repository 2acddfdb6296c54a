using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>One attempt to deliver one event.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, WebhookOptions options, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private static readonly Meter Meter = new("Omnichannel.Feeds");
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "omnichannel.webhook.deliveries", "{attempt}", "Attempts to deliver an event to a webhook, by outcome");

    /// <summary>Never throws, except on cancellation.</summary>
    public async Task<WebhookAttempt> SendAsync(WebhookState webhook, RecordedEvent recorded, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var attempt = await TryAsync(webhook, recorded, ct) with { Took = time.GetElapsedTime(began) };
        Attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.Failure ?? "delivered"));
        return attempt;
    }

    private async Task<WebhookAttempt> TryAsync(WebhookState webhook, RecordedEvent recorded, CancellationToken ct)
    {
        var (created, now) = (webhook.Created!, time.GetUtcNow());
        // The operator may have taken an allowance back since it was made.
        if (WebhookAddress.Check(created.Url, options) is not null)
            return new WebhookAttempt(null, "address.forbidden");
        var body = WebhookMessage.Body(recorded, created.ShowsPersonal);
        using var request = WebhookMessage.Request(created.Url, WebhookMessage.IdOf(created.WebhookId, recorded.Id), now, body, webhook.SecretsAt(now));
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var client = clients.CreateClient(WebhookOptions.Client);
            // The rest of the response is of no interest, however long it is.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(response, now);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAttempt(null, "timeout");
        }
        catch (HttpRequestException exception)
        {
            return new WebhookAttempt(null, GuardedHttp.IsForbidden(exception) ? "address.forbidden" : exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "name.unknown",
                HttpRequestError.SecureConnectionError => "tls.failed",
                HttpRequestError.ConnectionError => "connection.failed",
                _ => "answer.unreadable",
            });
        }
    }

    private static WebhookAttempt Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new WebhookAttempt(status, null);
        var failure = status is >= 300 and < 400 ? "redirect" : string.Create(CultureInfo.InvariantCulture, $"http.{status}");
        var isBusy = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        var asked = response.Headers.RetryAfter;
        return new WebhookAttempt(status, failure) { RetryAfter = isBusy ? asked?.Delta ?? asked?.Date - now : null };
    }
}

/// <param name="Status">What was answered; null when nothing was.</param>
/// <param name="Failure">A stable code; null when it was taken.</param>
internal sealed record WebhookAttempt(int? Status, string? Failure)
{
    public TimeSpan? RetryAfter { get; init; }

    public TimeSpan Took { get; init; }
}

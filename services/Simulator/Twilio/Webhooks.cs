using System.Security.Cryptography;

namespace Omnichannel.Simulator;

/// <summary>Calls webhooks as each provider does, each call twice when that fault is on.</summary>
internal sealed class Webhooks(IHttpClientFactory clients, SimulatorAccount account, FaultSwitch faults, TimeProvider time)
{
    public const string ClientName = "simulator";

    /// <summary>As long as Twilio waits.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Twilio's calls follow no redirect to another form of the address they signed, and keep no cookies here.</summary>
    public static HttpMessageHandler Handler() =>
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 };

    /// <summary>A signed form, as Twilio posts it.</summary>
    public Task<WebhookAnswer> PostAsync(string url, IReadOnlyDictionary<string, string> form, int retries, CancellationToken ct)
    {
        var address = WebAddress.WithoutFragment(url);
        // Says that two calls are the same one, also to who does not look at the ids in the form.
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return CallAsync(() => Signed(address, form, token), retries, ct);
    }

    /// <param name="make">Makes a new request for each attempt.</param>
    /// <param name="retries">More attempts after one without an answer or with a 5xx, with pauses of 1, 2, 4 … seconds.</param>
    public async Task<WebhookAnswer> CallAsync(Func<HttpRequestMessage> make, int retries, CancellationToken ct)
    {
        var answer = await AttemptAsync(make, ct);
        for (var retry = 0; retry < retries && answer.IsRetried; retry++)
        {
            await Task.Delay(FirstPause * Math.Pow(2, retry), time, ct);
            answer = await AttemptAsync(make, ct);
        }

        if (faults.Current.DuplicateWebhooks)
            await AttemptAsync(make, ct);
        return answer;
    }

    /// <summary>The document that a webhook answers a call with; null when it answers with none. Twilio tries once more after a failure.</summary>
    public async Task<string?> DocumentAsync(string url, IReadOnlyDictionary<string, string> form, CancellationToken ct)
    {
        var address = WebAddress.WithoutFragment(url);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var answer = await AttemptAsync(() => Signed(address, form, token), ct, withBody: true);
        if (answer.IsRetried || faults.Current.DuplicateWebhooks)
            answer = await AttemptAsync(() => Signed(address, form, token), ct, withBody: true);
        return answer.IsSuccess ? answer.Body : null;
    }

    private HttpRequestMessage Signed(string url, IReadOnlyDictionary<string, string> form, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, WebAddress.Verbatim(url)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add(TwilioSigner.Header, TwilioSigner.Sign(account.Twilio.AuthToken, url, form));
        request.Headers.Add("I-Twilio-Idempotency-Token", token);
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        return request;
    }

    private async Task<WebhookAnswer> AttemptAsync(Func<HttpRequestMessage> make, CancellationToken ct, bool withBody = false)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        using var request = make();
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new WebhookAnswer((int)response.StatusCode, withBody ? await response.Content.ReadAsStringAsync(either.Token) : null);
        }
        catch (HttpRequestException)
        {
            return new WebhookAnswer(null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAnswer(null);
        }
    }
}

/// <param name="Status">Null when there was no answer.</param>
/// <param name="Body">Null when it was not wanted.</param>
internal sealed record WebhookAnswer(int? Status, string? Body = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRetried => Status is null or >= 500;
}

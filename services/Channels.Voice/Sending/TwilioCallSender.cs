using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// Calls a citizen and speaks a message, over Twilio's Calls REST API. It has no idempotency key: what is unclear is settled by listing the
/// calls to that number since the message was written.
/// </summary>
internal sealed class TwilioCallSender(IHttpClientFactory clients, TwilioVoiceOptions options, MenuBook book) : IMessageSender
{
    /// <summary>Twilio's and our clock may differ by this much when an earlier call is looked for.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Seconds that it rings.</summary>
    private const string RingTime = "45";

    /// <summary>Which message each of the latest calls of this process speaks: none of them is taken for another's.</summary>
    private readonly ConcurrentDictionary<string, Guid> _spoken = new();
    private readonly ConcurrentQueue<string> _order = new();

    public string Channel => VoiceModule.ChannelName;

    public string Provider => TwilioVoiceOptions.Provider;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: false);

    private string CallsUrl => $"{options.BaseUrl}/2010-04-01/Accounts/{options.AccountSid}/Calls.json";

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        if (message.To.Kind != ContactPoint.Phone)
            return new SendOutcome.Rejected("recipient.bad-number", null);
        if (message.Details?.Choices is { Count: > SpokenMessage.MostChoices })
            return new SendOutcome.Rejected("choices.too-many", null);
        var twiml = TwimlOf(message);
        if (twiml.Length > SpokenMessage.MaxDocument)
            return new SendOutcome.Rejected("text.too-long", null);
        using var request = Request(HttpMethod.Post, CallsUrl);
        request.Content = new FormUrlEncodedContent(FormOf(message, twiml));
        try
        {
            using var response = await clients.CreateClient(Provider).SendAsync(request, ct);
            return Remembered(await OutcomeOfAsync(response, ct), message);
        }
        catch (HttpRequestException exception)
        {
            // Nobody was called while there was no connection; after that Twilio may be calling.
            return exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? new SendOutcome.TryLater("provider.unreachable", null)
                : new SendOutcome.Unclear("provider.answer-lost");
        }
    }

    public async Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct)
    {
        var since = (message.WrittenAt - ClockSkew).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var url = $"{CallsUrl}?PageSize=100&To={Uri.EscapeDataString(message.To.Address)}&From={Uri.EscapeDataString(SenderOf(message))}" +
            $"&StartTime%3E={since}";
        try
        {
            using var request = Request(HttpMethod.Get, url);
            using var response = await clients.CreateClient(Provider).SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                return new SendOutcome.Unclear("provider.cannot-be-asked");
            var list = await response.Content.ReadFromJsonAsync<TwilioCallList>(ct);
            // A call does not show what it said: the first one after this message was written is taken for it. Two messages to one number
            // within moments, from two processes, may so become one call, which is better than calling somebody twice.
            var match = list?.Calls?
                .Where(call => call.Direction == "outbound-api" && call.CreatedAt >= message.WrittenAt - ClockSkew)
                .Where(call => !_spoken.TryGetValue(call.Sid, out var other) || other == message.MessageId)
                .OrderBy(call => call.CreatedAt).FirstOrDefault();
            return match is null ? null : Remembered(new SendOutcome.Accepted(match.Sid), message);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return new SendOutcome.Unclear("provider.cannot-be-asked");
        }
    }

    private SendOutcome Remembered(SendOutcome outcome, SendMessage message)
    {
        if (outcome is not SendOutcome.Accepted { ProviderMessageId: var sid } || !_spoken.TryAdd(sid, message.MessageId))
            return outcome;
        _order.Enqueue(sid);
        while (_order.Count > 10_000 && _order.TryDequeue(out var oldest))
            _spoken.TryRemove(oldest, out _);
        return outcome;
    }

    private static async Task<SendOutcome> OutcomeOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            if (response.IsSuccessStatusCode)
            {
                var created = await response.Content.ReadFromJsonAsync<TwilioCall>(ct);
                return created is { Sid.Length: > 0 } ? new SendOutcome.Accepted(created.Sid) : new SendOutcome.Unclear("provider.answer-unreadable");
            }

            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                return new SendOutcome.TryLater("provider.busy", response.Headers.RetryAfter?.Delta);
            if ((int)response.StatusCode >= 500)
                return new SendOutcome.Unclear("provider.failed");
            // Wrong credentials are ours to fix; the message waits for it.
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return new SendOutcome.TryLater("provider.credentials", TimeSpan.FromSeconds(30));
            var code = (await response.Content.ReadFromJsonAsync<TwilioError>(ct))?.Code.ToString(CultureInfo.InvariantCulture);
            return code == "20429" ? new SendOutcome.TryLater("provider.busy", null) : new SendOutcome.Rejected(ReasonOf(code), code);
        }
        catch (JsonException)
        {
            return response.IsSuccessStatusCode ? new SendOutcome.Unclear("provider.answer-unreadable") : new SendOutcome.Rejected("provider.failed", null);
        }
    }

    /// <summary>Twilio's error dictionary.</summary>
    private static string ReasonOf(string? code) => code switch
    {
        "21201" or "21211" or "21214" or "21217" or "13224" => "recipient.bad-number",
        "21215" or "21216" or "13227" => "recipient.region-not-permitted",
        "21210" or "21212" or "21213" or "21233" => "sender.bad-number",
        "21610" => "recipient.opted-out",
        _ => "provider.failed",
    };

    private string TwimlOf(SendMessage message)
    {
        var menu = book.For(SenderOf(message));
        var question = message.Details?.Choices is { Count: > 0 } choices
            ? Question.Of(options, message.ConversationId, message.MessageId, choices, 0)
            : null;
        return SpokenMessage.Write(message.Text, question, menu.Texts, menu.LanguageFor(null)).ToString();
    }

    private IEnumerable<KeyValuePair<string, string>> FormOf(SendMessage message, string twiml)
    {
        yield return new("To", message.To.Address);
        yield return new("From", SenderOf(message));
        // The text is part of the request: a document fetched later would need it stored where an address can be guessed.
        yield return new("Twiml", twiml);
        yield return new("Timeout", RingTime);
        // An answering machine gets the text after its tone instead of over its greeting.
        yield return new("MachineDetection", "DetectMessageEnd");
        yield return new("StatusCallback", options.Url($"status?conversation={message.ConversationId}&message={message.MessageId}"));
        yield return new("StatusCallbackMethod", "POST");
        foreach (var told in new[] { "initiated", "ringing", "answered", "completed" })
            yield return new("StatusCallbackEvent", told);
    }

    private string SenderOf(SendMessage message) => string.IsNullOrEmpty(message.From) ? options.From : message.From;

    private HttpRequestMessage Request(HttpMethod method, string url) => new(method, url) { Headers = { Authorization = options.Credentials } };

    private sealed record TwilioCallList(IReadOnlyList<TwilioCall>? Calls);

    private sealed record TwilioCall(string Sid, string? Direction, [property: JsonPropertyName("date_created")] string? DateCreated)
    {
        /// <summary>RFC 2822; a call without a readable date counts as old.</summary>
        public DateTimeOffset CreatedAt =>
            DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;
    }

    private sealed record TwilioError(int Code);
}

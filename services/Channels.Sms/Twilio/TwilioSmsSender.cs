using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Sends over Twilio's Messages REST API. It has no idempotency key: what is unclear is settled by listing what was sent.</summary>
internal sealed class TwilioSmsSender(IHttpClientFactory clients, TwilioSmsOptions options, AttachmentLinks links, TimeProvider time) : IMessageSender
{
    public const string ProviderName = "twilio";

    /// <summary>Twilio's and our clock may differ by this much when an earlier send is looked for.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>Twilio fetches media when it sends, which may be after hours in its queue.</summary>
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(1);

    public string Channel => SmsModule.ChannelName;

    public string Provider => ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: true);

    private string MessagesUrl => $"{options.BaseUrl}/2010-04-01/Accounts/{options.AccountSid}/Messages.json";

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        SmsMetrics.Count(Provider, message.Text);
        using var request = Request(HttpMethod.Post, MessagesUrl);
        request.Content = new FormUrlEncodedContent(FormOf(message));
        try
        {
            using var response = await clients.CreateClient(ProviderName).SendAsync(request, ct);
            return await OutcomeOfAsync(response, ct);
        }
        catch (HttpRequestException exception)
        {
            return ProviderAnswer.OutcomeOf(exception);
        }
    }

    public async Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct)
    {
        var url = $"{MessagesUrl}?PageSize=100&To={Uri.EscapeDataString(message.To.Address)}";
        if (!SenderOf(message).StartsWith("MG", StringComparison.Ordinal))
            url += $"&From={Uri.EscapeDataString(SenderOf(message))}";
        try
        {
            using var request = Request(HttpMethod.Get, url);
            using var response = await clients.CreateClient(ProviderName).SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                return new SendOutcome.Unclear("provider.cannot-be-asked");
            var list = await response.Content.ReadFromJsonAsync<TwilioMessageList>(ct);
            var match = list?.Messages.FirstOrDefault(sent => sent.Body == message.Text && sent.CreatedAt >= message.WrittenAt - ClockSkew);
            return match is null ? null : new SendOutcome.Accepted(match.Sid);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return new SendOutcome.Unclear("provider.cannot-be-asked");
        }
    }

    private async Task<SendOutcome> OutcomeOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            if (response.IsSuccessStatusCode)
            {
                var created = await response.Content.ReadFromJsonAsync<TwilioMessage>(ct);
                return created is { Sid.Length: > 0 } ? new SendOutcome.Accepted(created.Sid) : new SendOutcome.Unclear("provider.answer-unreadable");
            }

            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                return new SendOutcome.TryLater("provider.busy", ProviderAnswer.RetryAfter(response, time));
            if ((int)response.StatusCode >= 500)
                return new SendOutcome.Unclear("provider.failed");
            // Wrong credentials are ours to fix; the message waits for it.
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return new SendOutcome.TryLater("provider.credentials", TimeSpan.FromSeconds(30));
            var error = await response.Content.ReadFromJsonAsync<TwilioError>(ct);
            var code = error?.Code.ToString(CultureInfo.InvariantCulture);
            return code == "20429" ? new SendOutcome.TryLater("provider.busy", null) : new SendOutcome.Rejected(TwilioStatus.ReasonOf(code), code);
        }
        catch (JsonException)
        {
            return response.IsSuccessStatusCode ? new SendOutcome.Unclear("provider.answer-unreadable") : new SendOutcome.Rejected("provider.failed", null);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> FormOf(SendMessage message)
    {
        yield return new("To", message.To.Address);
        var sender = SenderOf(message);
        yield return new(sender.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From", sender);
        yield return new("Body", message.Text);
        foreach (var attachment in message.Attachments)
            yield return new("MediaUrl", links.To(attachment, LinkLifetime));
        yield return new(
            "StatusCallback",
            $"{options.PublicUrl}/sms/webhooks/twilio/status?conversation={message.ConversationId}&message={message.MessageId}");
    }

    private string SenderOf(SendMessage message) => string.IsNullOrEmpty(message.From) ? options.From : message.From;

    private HttpRequestMessage Request(HttpMethod method, string url)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}"));
        return new HttpRequestMessage(method, url) { Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials) } };
    }

    private sealed record TwilioMessageList(IReadOnlyList<TwilioMessage> Messages);

    private sealed record TwilioMessage(
        string Sid,
        string? Body,
        [property: JsonPropertyName("date_created")] string? DateCreated)
    {
        /// <summary>RFC 2822; a message without a readable date counts as old.</summary>
        public DateTimeOffset CreatedAt =>
            DateTimeOffset.TryParse(DateCreated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;
    }

    private sealed record TwilioError(int Code);
}

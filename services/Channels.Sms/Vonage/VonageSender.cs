using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Sends over Vonage's SMS API, which answers 200 also to what it refuses, with a status for each part. It cannot be asked for a message by
/// our id; the receipts settle what its answer left open.
/// </summary>
internal sealed class VonageSender(IHttpClientFactory clients, VonageOptions options, TimeProvider time) : IMessageSender
{
    public string Channel => SmsModule.ChannelName;

    public string Provider => VonageMessageReader.ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: false);

    public bool CanLookUp => false;

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        var text = SmsText.Compose(message.Text);
        SmsMetrics.Count(Provider, text);
        try
        {
            using var response = await clients.CreateClient(Provider).PostAsJsonAsync($"{options.BaseUrl}/sms/json", FieldsOf(message, text), ct);
            return (int)response.StatusCode switch
            {
                200 => await OutcomeOfAsync(response, ct),
                429 or 503 => new SendOutcome.TryLater("provider.busy", ProviderAnswer.RetryAfter(response, time)),
                401 or 403 or 404 => new SendOutcome.TryLater("provider.credentials", TimeSpan.FromSeconds(30)),
                >= 400 and < 500 => new SendOutcome.Rejected("provider.refused", null),
                _ => new SendOutcome.Unclear("provider.failed"),
            };
        }
        catch (HttpRequestException exception)
        {
            return ProviderAnswer.OutcomeOf(exception);
        }
    }

    public Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct) =>
        Task.FromResult<SendOutcome?>(new SendOutcome.Unclear("provider.cannot-be-asked"));

    private static async Task<SendOutcome> OutcomeOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        Answer? answer;
        try
        {
            answer = await response.Content.ReadFromJsonAsync<Answer>(ct);
        }
        catch (JsonException)
        {
            return new SendOutcome.Unclear("provider.answer-unreadable");
        }

        if (answer?.Messages is not { Count: > 0 } parts)
            return new SendOutcome.Unclear("provider.answer-unreadable");
        var refusals = parts.Select(part => VonageStatus.RefusalOf(part.Status ?? "", part.ErrorText)).OfType<SendOutcome>().ToList();
        if (refusals.Count == 0)
            return parts[0].Id is { Length: > 0 } id ? new SendOutcome.Accepted(id) : new SendOutcome.Unclear("provider.answer-unreadable");
        // Some parts were accepted and some not: sent again, the citizen would get the accepted ones twice.
        return refusals.Count == parts.Count ? refusals[0] : new SendOutcome.Unclear("provider.took-it-in-part");
    }

    private Dictionary<string, string> FieldsOf(SendMessage message, string text) => new()
    {
        ["api_key"] = options.ApiKey,
        ["api_secret"] = options.ApiSecret,
        ["from"] = (string.IsNullOrEmpty(message.From) ? options.From : message.From).TrimStart('+'),
        ["to"] = message.To.Address.TrimStart('+'),
        ["text"] = text,
        ["type"] = SmsText.FitsGsm(text) ? "text" : "unicode",
        ["client-ref"] = message.MessageId.ToString(),
        ["status-report-req"] = "1",
        ["callback"] = $"{options.PublicUrl}/sms/webhooks/vonage/status?conversation={message.ConversationId}&message={message.MessageId}",
    };

    private sealed record Answer([property: JsonPropertyName("messages")] IReadOnlyList<Part>? Messages);

    private sealed record Part(
        [property: JsonPropertyName("status")] string? Status,
        [property: JsonPropertyName("message-id")] string? Id,
        [property: JsonPropertyName("error-text")] string? ErrorText);
}

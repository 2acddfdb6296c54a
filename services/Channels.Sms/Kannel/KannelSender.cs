using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Sends over the <c>sendsms</c> of a Kannel gateway. It names no id and cannot be asked for a message: our own id goes along in the
/// <c>dlr-url</c>, and the delivery reports settle what its answer left open.
/// </summary>
internal sealed class KannelSender(IHttpClientFactory clients, KannelOptions options, TimeProvider time) : IMessageSender
{
    /// <summary>Delivered, failed, buffered, taken by the SMS centre, refused by it.</summary>
    private const string AllReports = "31";

    public string Channel => SmsModule.ChannelName;

    public string Provider => KannelMessageReader.ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: false, Math.Max(1, options.MaxParts));

    public bool CanLookUp => false;

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        // A blank would part two recipients.
        if (message.To.Address.Length == 0 || message.To.Address.Any(char.IsWhiteSpace))
            return new SendOutcome.Rejected("recipient.bad-number", null);
        var text = SmsText.Compose(message.Text);
        SmsMetrics.Count(Provider, text);
        try
        {
            using var response = await clients.CreateClient(Provider).GetAsync(AddressOf(message, text), ct);
            return OutcomeOf(message, response);
        }
        catch (HttpRequestException exception)
        {
            return ProviderAnswer.OutcomeOf(exception);
        }
    }

    public Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct) =>
        Task.FromResult<SendOutcome?>(new SendOutcome.Unclear("provider.cannot-be-asked"));

    private SendOutcome OutcomeOf(SendMessage message, HttpResponseMessage response) => (int)response.StatusCode switch
    {
        // Sent now, or queued until an SMS centre is there: either way Kannel has it.
        200 or 202 => new SendOutcome.Accepted(message.MessageId.ToString()),
        429 or 503 => new SendOutcome.TryLater("provider.busy", ProviderAnswer.RetryAfter(response, time)),
        // Ours to fix; the message waits for it.
        401 or 403 or 404 => new SendOutcome.TryLater("provider.credentials", TimeSpan.FromSeconds(30)),
        >= 400 and < 500 => new SendOutcome.Rejected("provider.refused", ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)),
        _ => new SendOutcome.Unclear("provider.failed"),
    };

    private string AddressOf(SendMessage message, string text)
    {
        var fields = new Dictionary<string, string>
        {
            ["username"] = options.Username,
            ["password"] = options.Password,
            ["from"] = string.IsNullOrEmpty(message.From) ? options.From : message.From,
            ["to"] = message.To.Address,
            ["charset"] = "UTF-8",
            ["coding"] = SmsText.FitsGsm(text) ? "0" : "2",
            ["text"] = text,
            ["dlr-mask"] = AllReports,
            ["dlr-url"] = ReportsTo(message),
        };
        if (options.Smsc is { Length: > 0 } smsc)
            fields["smsc"] = smsc;
        return $"{options.BaseUrl}/cgi-bin/sendsms?{string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}";
    }

    /// <summary>Kannel fills in what begins with a percent sign, so nothing else here may have one: ids have none, and the secret is escaped.</summary>
    private string ReportsTo(SendMessage message) =>
        $"{options.PublicUrl}/sms/webhooks/kannel/status?secret={Uri.EscapeDataString(options.Secret).Replace("%", "%%", StringComparison.Ordinal)}"
        + $"&conversation={message.ConversationId}&message={message.MessageId}&type=%d&reply=%A&smsc=%i&fid=%F&ts=%T";
}

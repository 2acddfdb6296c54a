using Omnichannel.Channels.Meta;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>
/// Sends over the Send API. It has no idempotency key and cannot be asked: each attempt is put on record before it is made, and our ids
/// travel as metadata, so that the message's echo settles what is unclear.
/// </summary>
internal sealed class MessengerSender(
    IHttpClientFactory clients, MessengerOptions options, AttachmentLinks links, TimeProvider time) : IMessageSender
{
    private readonly GraphApi _graph = new(clients, options.Account, MessengerFaults.Of);

    public string Channel => MessengerModule.ChannelName;

    public string Provider => MetaReader.ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: true);

    public bool CanLookUp => false;

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        if (message.Details?.Template is not null)
            return new SendOutcome.Rejected("template.unsupported", null);
        if (WindowOf(message) is not { } window)
            return new SendOutcome.Rejected("window.closed", null);
        if (MessengerBody.Of(message, window, links) is not { } body)
            return new SendOutcome.Rejected("text.too-long", null);
        var page = string.IsNullOrEmpty(message.From) ? options.Account.Sender : message.From;
        using var request = _graph.Request(HttpMethod.Post, $"{Uri.EscapeDataString(page)}/messages", inQuery: true);
        return await _graph.PostAsync(request, body, answer => answer.Text("message_id"), ct);
    }

    public Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct) =>
        Task.FromResult<SendOutcome?>(new SendOutcome.Unclear("provider.cannot-be-asked"));

    /// <summary>Null when it has closed while the message waited. Where it is not known when the person wrote, Meta decides.</summary>
    private MessengerWindow? WindowOf(SendMessage message)
    {
        var silence = time.GetUtcNow() - message.RecipientHeardAt;
        if (silence is null || silence <= MessengerWindow.Standard)
            return new MessengerWindow(IsHumanAgent: false);
        return options.HumanAgent && message.Details?.IsAutomatic != true && silence <= MessengerWindow.HumanAgent
            ? new MessengerWindow(IsHumanAgent: true)
            : null;
    }
}

/// <summary>In which of Meta's windows a message goes.</summary>
/// <param name="IsHumanAgent">After the first day, written by a person, within seven.</param>
internal sealed record MessengerWindow(bool IsHumanAgent)
{
    public static TimeSpan Standard { get; } = TimeSpan.FromHours(24);

    public static TimeSpan HumanAgent { get; } = TimeSpan.FromDays(7);
}

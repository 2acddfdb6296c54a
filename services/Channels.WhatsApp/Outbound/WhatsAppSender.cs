using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>
/// Sends over the Cloud API. It has no idempotency key and cannot be asked: each attempt is put on record before it is made, and our
/// ids travel with the message, so that its statuses settle what is unclear.
/// </summary>
internal sealed class WhatsAppSender(
    IHttpClientFactory clients, WhatsAppOptions options, WhatsAppFiles files, TimeProvider time) : IMessageSender
{
    private readonly GraphApi _graph = new(clients, options.Account, WhatsAppFaults.Of);
    private readonly PairThrottle _pace = new(options.PairBurst, options.PairPace, time);

    public string Channel => WhatsAppModule.ChannelName;

    public string Provider => MetaReader.ProviderName;

    public ProviderCapabilities Capabilities { get; } = new(SupportsAttachments: true);

    public bool CanLookUp => false;

    public async Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct)
    {
        if (WhatsAppBody.WhyNot(message) is { } reason)
            return new SendOutcome.Rejected(reason, null);
        var sender = string.IsNullOrEmpty(message.From) ? options.Account.Sender : message.From;
        if (_pace.Reserve(sender, message.To.Address) is { } wait)
            return new SendOutcome.TryLater("recipient.too-fast", wait);
        var prepared = await files.PrepareAsync(message, sender, ct);
        if (prepared.Failure is { } failure)
            return failure;
        var body = WhatsAppBody.Of(message, prepared, options.ListButton);
        using var request = _graph.Request(HttpMethod.Post, $"{Uri.EscapeDataString(sender)}/messages");
        return await _graph.PostAsync(request, body, IdOf, ct);
    }

    public Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct) =>
        Task.FromResult<SendOutcome?>(new SendOutcome.Unclear("provider.cannot-be-asked"));

    private static string? IdOf(JsonElement answer) => answer.Items("messages").Select(made => made.Text("id")).FirstOrDefault(id => id is not null);
}

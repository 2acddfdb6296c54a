namespace Omnichannel.Channels;

/// <summary>The I/O around a reader that its provider requires; a reader itself does none.</summary>
public interface IWebhookHooks
{
    /// <summary>Fetches what the check needs, such as the provider's certificate. Called for every request, also forged ones.</summary>
    ValueTask BeforeCheckAsync(WebhookRequest request, CancellationToken ct);

    /// <summary>Does what an authentic request requires once its content is durable, such as confirming a subscription.</summary>
    ValueTask AfterIntakeAsync(WebhookRequest request, CancellationToken ct);
}

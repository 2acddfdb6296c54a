namespace Omnichannel.Channels.Email;

/// <summary>
/// The head of a mail that is larger than is taken. It is kept as an input of its own, so that people see who wrote and find the mail in its
/// mailbox; no fix of ours can make a message of it.
/// </summary>
internal sealed class OversizeReader : IWebhookReader
{
    public const string Reason = "mail.too-large";

    public string Channel => EmailModule.ChannelName;

    public string Provider => MailReader.ProviderName;

    public string Endpoint => "oversize";

    public IReadOnlyList<string> BodyTypes => ["message/rfc822"];

    /// <summary>There is no way in but our own.</summary>
    public Authenticity Check(WebhookRequest request) => Authenticity.Wrong;

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt) => WebhookResult.Parked(Reason);
}

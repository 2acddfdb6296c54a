using System.Net.Mime;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Meta;

/// <summary>
/// A callback of Meta: many entries of one kind of object. An app may have one callback address for all its objects, so each is handed to
/// the reader of its kind, whichever channel's address it came to; other kinds are ignored.
/// </summary>
public sealed class MetaReader(string channel, MetaAccount account, IEnumerable<IMetaObject> objects) : IWebhookReader
{
    public const string ProviderName = "meta";

    private readonly Dictionary<string, IMetaObject> _objects = objects.ToDictionary(one => one.Kind, StringComparer.Ordinal);

    public string Channel => channel;

    public string Provider => ProviderName;

    public string Endpoint => "webhook";

    public IReadOnlyList<string> BodyTypes => [MediaTypeNames.Application.Json];

    public Authenticity Check(WebhookRequest request) => HubSignature.Check(request, account.AppSecret, account.PreviousAppSecret);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        using var json = JsonBody.Parse(request.Body);
        if (json is null)
            return WebhookResult.Parked("json.unreadable");
        if (!json.RootElement.IsObject())
            return WebhookResult.Parked("json.not-an-object");
        // The test button of Meta's dashboard sends a sample without an object.
        if (json.RootElement.Text("object") is not { } name || !_objects.TryGetValue(name, out var reader))
            return WebhookResult.Nothing;
        var facts = new MetaFacts(heardAt);
        foreach (var entry in json.RootElement.Items("entry"))
            reader.Read(entry, facts);
        return Of(facts, request);
    }

    /// <summary>What could be read goes on; for what could not, the whole callback is kept beside it.</summary>
    private WebhookResult Of(MetaFacts facts, WebhookRequest request)
    {
        if (facts.Unreadable is not { } code)
            return WebhookResult.Of(facts.Heard);
        if (facts.Heard.Count == 0)
            return WebhookResult.Parked(code);
        var kept = new InputHeard(
            InputHeard.IdOf(Provider, Endpoint, request.Body), Channel, Provider, Endpoint, request.ContentType, request.Body, code, facts.HeardAt);
        return WebhookResult.Of([.. facts.Heard, kept]);
    }
}

using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>A citizen writes: the message goes to our webhook as the provider of the number would bring it.</summary>
internal sealed class SendFromPhone(PhoneNetwork network, InboundCalls calls, SimulatorAccount account)
{
    private const int MaxText = 1_600;
    private const int MaxRetries = 5;

    /// <param name="Text">Up to 1,600 characters; may be empty or absent when there is media.</param>
    /// <param name="To">Our number; by default the provider's.</param>
    /// <param name="MediaUrl">A picture or other file; only its address is handed on.</param>
    /// <param name="Retries">How often the webhook is called again when it does not answer with success, 0 to 5; Twilio does not by default.</param>
    /// <param name="Provider"><c>twilio</c>, <c>kannel</c> or <c>vonage</c>; by default the one that <paramref name="To"/> belongs to, else Twilio.</param>
    internal sealed record Body(string? Text, string? To, string? MediaUrl, int? Retries, string? Provider);

    public static IResult NoNumber { get; } =
        Problems.Of(422, "phone.number-unreadable", "A phone has a number in international form: a plus and 6 to 15 digits.");

    /// <summary>201 when our webhook took the message, so that a success here means that it is durable there; 502 when it did not.</summary>
    public async Task<IResult> HandleAsync(string number, Body body)
    {
        if (Refuse(number, body) is { } refusal)
            return refusal;
        var provider = body.Provider ?? account.ProviderOf(body.To ?? "");
        IReadOnlyList<string> media = body.MediaUrl is null ? [] : [body.MediaUrl];
        var message = network.Add(new PhoneMessage
        {
            Provider = provider,
            Sid = PhoneMessage.NewSid(media.Count > 0),
            Phone = number,
            Ours = body.To ?? account.NumberAt(provider),
            IsInbound = true,
            Text = body.Text ?? "",
            Media = media,
            State = MessageStates.Receiving,
        });
        // The text is out as soon as it is sent, whether or not the citizen waits: the caller's going away stops nothing.
        var answer = await calls.BringAsync(message, body.Retries ?? 0, CancellationToken.None);
        var state = answer.IsSuccess ? MessageStates.Received : MessageStates.Failed;
        message = network.Change(message.Sid, current => current with { State = state, WebhookStatus = answer.Status })
            ?? message with { State = state, WebhookStatus = answer.Status };
        return answer.IsSuccess ? Results.Json(PhoneMessageView.Of(message), statusCode: 201) : NotTaken(message);
    }

    private static IResult? Refuse(string number, Body body) => body switch
    {
        _ when !PhoneNumber.IsE164(number) => NoNumber,
        { To: { } to } when !SenderId.IsOne(to) => Problems.Of(422, "phone.to-unreadable", "to is a number, a short code or a sender's name."),
        { Provider: { } provider } when !Providers.All.Contains(provider) =>
            Problems.Of(422, "provider.unknown", $"provider is one of {string.Join(", ", Providers.All)}."),
        { MediaUrl: not null, Provider: Providers.Kannel or Providers.Vonage } =>
            Problems.Of(422, "media.unsupported", "Only Twilio brings pictures."),
        { Text: null, MediaUrl: null } => Problems.Of(422, "text.missing", "A message has a text, or media."),
        { Text.Length: > MaxText } => Problems.Of(422, "text.too-long", "A text message has at most 1600 characters."),
        { MediaUrl: { } url } when !WebAddress.IsOne(url) => Problems.Of(422, "media.url-unreadable", "mediaUrl is an http or https address."),
        { Retries: < 0 or > MaxRetries } => Problems.Of(422, "webhook.retries-out-of-range", "retries is between 0 and 5."),
        _ => null,
    };

    private static IResult NotTaken(PhoneMessage message) => Results.Problem(
        message.WebhookStatus is null ? "Our webhook did not answer." : "Our webhook did not take the message.",
        statusCode: StatusCodes.Status502BadGateway,
        extensions: new Dictionary<string, object?>
        {
            ["code"] = "webhook.not-taken",
            ["id"] = message.Sid,
            ["webhookStatus"] = message.WebhookStatus,
        });
}

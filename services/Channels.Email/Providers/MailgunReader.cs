using System.Net.Mime;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Mailgun's routes: a form, with the whole mail in it when the route's address ends in <c>mime</c>. The signature covers a timestamp and a
/// token, not the mail: so a token is good for one mail only, and not for long.
/// </summary>
internal sealed class MailgunReader(EmailAccount options, MailReader mails, TimeProvider time) : IWebhookReader, IWebhookHooks
{
    /// <summary>Mailgun tries for eight hours.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(12);
    private const int MaxTokens = 50_000;

    /// <summary>Tokens with the hash of the mail that each brought: the same mail may come again, another may not.</summary>
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly ConcurrentQueue<string> _order = new();

    public string Channel => EmailModule.ChannelName;

    public string Provider => "mailgun";

    public string Endpoint => "message";

    /// <summary>In parts when there are files.</summary>
    public IReadOnlyList<string> BodyTypes => [MediaTypeNames.Multipart.FormData, StoredInput.Form];

    public Authenticity Check(WebhookRequest request)
    {
        var form = PostedForm.Read(request.ContentType, request.Body);
        if (form?["timestamp"] is not { Length: > 0 } timestamp || form["token"] is not { Length: > 0 } token || form["signature"] is not { Length: > 0 } signature)
            return Authenticity.Missing;
        if (options.Secrets.MailgunSigningKey is not { } key)
            return Authenticity.Wrong;
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(timestamp + token)));
        return SharedSecret.Same(signature.ToLowerInvariant(), expected) && IsFresh(timestamp) && IsFirstOrSame(token, request.Body)
            ? Authenticity.Authentic
            : Authenticity.Wrong;
    }

    public ValueTask BeforeCheckAsync(WebhookRequest request, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Only now: what could not be accepted must be able to come again.</summary>
    public ValueTask AfterIntakeAsync(WebhookRequest request, CancellationToken ct)
    {
        if (PostedForm.Read(request.ContentType, request.Body)?["token"] is { } token && _tokens.TryAdd(token, HashOf(request.Body)))
        {
            _order.Enqueue(token);
            while (_order.Count > MaxTokens && _order.TryDequeue(out var oldest))
                _tokens.TryRemove(oldest, out _);
        }

        return ValueTask.CompletedTask;
    }

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (PostedForm.Read(request.ContentType, request.Body) is not { } form)
            return WebhookResult.Parked("form.unreadable");
        IReadOnlyList<string> recipients = [.. AddressList.Read(form["recipient"]).Select(one => one.Address)];
        if (form.Bytes("body-mime") is { } raw)
        {
            var reading = MimeReading.Of(raw);
            return reading.Root is { } root
                ? mails.Read(ReceivedMail.Of(root) with { EnvelopeTo = recipients, EnvelopeFrom = form["sender"] }, heardAt)
                : WebhookResult.Parked(reading.Problem!);
        }

        if (FieldsOf(form) is not [_, ..] pairs)
            return WebhookResult.Parked("form.headers-missing");
        var fields = MimeReading.OfFields(pairs);
        if (fields.Root is not { Headers: var headers })
            return WebhookResult.Parked(fields.Problem!);
        var body = new MailBody(PlainLines.Clean(form["body-plain"] ?? ""), form["body-html"], FilesOf(form));
        return mails.Read(new ReceivedMail(headers, body, null) { EnvelopeTo = recipients, EnvelopeFrom = form["sender"] }, heardAt);
    }

    private bool IsFresh(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance;

    private bool IsFirstOrSame(string token, byte[] body) => !_tokens.TryGetValue(token, out var brought) || brought == HashOf(body);

    private static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>A list of pairs; without it the fields that repeat the most important ones.</summary>
    private static List<(string Name, string Value)> FieldsOf(PostedForm form)
    {
        var pairs = ProviderJson.Any(form["message-headers"]) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(IsPair).Select(pair => (Name: pair[0].GetString()!, Value: pair[1].GetString()!)).ToList()
            : [];
        foreach (var name in new[] { "From", "To", "Subject", "Message-Id", "In-Reply-To", "References", "Date" })
        {
            if (!pairs.Exists(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) && form[name] is { } value)
                pairs.Add((name, value));
        }

        return pairs;
    }

    private static bool IsPair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[1].ValueKind == JsonValueKind.String;

    private static List<MailFile> FilesOf(PostedForm form)
    {
        var ids = ProviderJson.Any(form["content-id-map"]) is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).GroupBy(one => one.Value.GetString()!)
                .ToDictionary(group => group.Key, group => group.First().Name.Trim('<', '>'))
            : [];
        return [.. form.Files.OrderBy(file => file.Key.Length).ThenBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => file.Value with { ContentId = ids.GetValueOrDefault(file.Key) ?? file.Value.ContentId })];
    }
}

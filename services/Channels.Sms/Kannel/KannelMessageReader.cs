using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>
/// Kannel's calls for an inbound message. Fields, by the names of our documentation's <c>get-url</c>: <c>from</c> <c>%p</c>, <c>to</c>
/// <c>%P</c>, <c>id</c> <c>%I</c>, <c>ts</c> <c>%T</c>, <c>coding</c> <c>%c</c>, <c>charset</c> <c>%C</c>, <c>udh</c> <c>%u</c>, <c>hex</c>
/// <c>%e</c> or <c>text</c> <c>%b</c>. Hex comes first where there are both, for no charset can spoil it.
/// </summary>
internal sealed class KannelMessageReader(KannelOptions options, EnabledProviders providers, PhoneOptions phones) : IWebhookReader
{
    public const string ProviderName = "kannel";

    public string Channel => SmsModule.ChannelName;

    public string Provider => ProviderName;

    public string Endpoint => "message";

    public IReadOnlyList<string> BodyTypes => KannelFields.BodyTypes;

    public Authenticity Check(WebhookRequest request) =>
        providers.Has(ProviderName) ? KannelFields.Check(request, options.Secret) : Authenticity.Wrong;

    public StoredInput Keep(WebhookRequest request) => KannelFields.Keep(request);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (KannelFields.Of(request) is not { } fields)
            return WebhookResult.Parked("form.too-many-fields");
        if (fields.Text("from", "sender", "phone") is not { Length: > 0 } from)
            return WebhookResult.Parked("form.sender-missing");
        var bytes = KannelFields.BytesOfHex(fields.Text("hex", "bin", "binary")) is { Length: > 0 } hex ? hex : fields.Bytes("text", "body") ?? [];
        var (coding, charset) = (fields.Text("coding"), fields.Text("charset"));
        var header = UserDataHeader.Read(fields.Bytes("udh") ?? []);
        var isBinary = header.IsForApplication || (coding == "1" && charset is "" or "8-BIT" or "8-bit");
        var (to, time) = (fields.Text("to", "receiver"), fields.Text("ts", "time", "timestamp"));
        // Without %I in the address a repeat is known by its content and its minute.
        var id = fields.Text("id", "message-id", "mid") is { Length: > 0 } given
            ? given
            : DerivedId.From("kannel", from, to, time, fields.Text("smsc"), Convert.ToHexString(fields.Bytes("udh") ?? []), Convert.ToHexString(bytes)).ToString();
        return WebhookResult.Of(new InboundSms(
            ProviderName, id, NumberOf(from), NumberOf(to), isBinary ? "" : KannelText.Read(bytes, charset, coding), isBinary ? bytes : null,
            header.Part, TimeOf(time), heardAt).ToHeard());
    }

    private string NumberOf(string number) =>
        number.Length >= 8 && number[0] != '0' && number.All(char.IsAsciiDigit) ? options.NumberPrefix + number : PhoneNumber.Canonical(number, phones.DefaultRegion);

    /// <summary><c>%T</c>, seconds since 1970, or <c>%t</c>, to the minute and in UTC.</summary>
    internal static DateTimeOffset? TimeOf(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}

using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>The form that Twilio posts for an inbound message.</summary>
internal static class InboundForm
{
    public static Dictionary<string, string> Of(PhoneMessage message, string accountSid)
    {
        var form = new Dictionary<string, string>
        {
            ["MessageSid"] = message.Sid,
            ["SmsSid"] = message.Sid,
            ["SmsMessageSid"] = message.Sid,
            ["AccountSid"] = accountSid,
            ["From"] = message.Phone,
            ["To"] = message.Ours,
            ["Body"] = message.Text,
            ["NumMedia"] = message.Media.Count.ToString(CultureInfo.InvariantCulture),
            ["NumSegments"] = SmsText.SizeOf(message.Text).Parts.ToString(CultureInfo.InvariantCulture),
            ["SmsStatus"] = MessageStates.Received,
            ["ApiVersion"] = TwilioRoutes.Version,
        };
        for (var i = 0; i < message.Media.Count; i++)
        {
            form[$"MediaUrl{i}"] = message.Media[i];
            form[$"MediaContentType{i}"] = ContentTypeOf(message.Media[i]);
        }

        AddPlace(form, "From", message.Phone);
        AddPlace(form, "To", message.Ours);
        return form;
    }

    /// <summary>Twilio knows the country at least; what it does not know it sends empty, and empty fields are signed like others.</summary>
    private static void AddPlace(Dictionary<string, string> form, string end, string number)
    {
        form[$"{end}City"] = "";
        form[$"{end}State"] = "";
        form[$"{end}Zip"] = "";
        form[$"{end}Country"] = CountryOf(number);
    }

    private static string CountryOf(string number) => number switch
    {
        ['+', '1', ..] => "US",
        ['+', '3', '3', ..] => "FR",
        ['+', '3', '4', ..] => "ES",
        ['+', '3', '9', ..] => "IT",
        ['+', '4', '1', ..] => "CH",
        ['+', '4', '3', ..] => "AT",
        ['+', '4', '4', ..] => "GB",
        ['+', '4', '9', ..] => "DE",
        _ => "",
    };

    private static string ContentTypeOf(string url) => Path.GetExtension(new Uri(url).AbsolutePath).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".mp4" => "video/mp4",
        ".pdf" => "application/pdf",
        ".vcf" => "text/vcard",
        _ => "image/jpeg",
    };
}

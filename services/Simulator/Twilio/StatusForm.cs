using System.Globalization;

namespace Omnichannel.Simulator;

/// <summary>The form that Twilio posts for every status of an outbound message.</summary>
internal static class StatusForm
{
    public static Dictionary<string, string> Of(PhoneMessage message, string accountSid)
    {
        var form = new Dictionary<string, string>
        {
            ["MessageSid"] = message.Sid,
            ["SmsSid"] = message.Sid,
            ["MessageStatus"] = message.State,
            ["SmsStatus"] = message.State,
            ["To"] = message.Phone,
            ["From"] = message.Ours,
            ["AccountSid"] = accountSid,
            ["ApiVersion"] = TwilioRoutes.Version,
        };
        if (message.MessagingServiceSid is { } service)
            form["MessagingServiceSid"] = service;
        if (message.ErrorCode is { } code)
            form["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
        if (message.State is MessageStates.Delivered or MessageStates.Undelivered)
            form["RawDlrDoneDate"] = message.ChangedAt.UtcDateTime.ToString("yyMMddHHmm", CultureInfo.InvariantCulture);
        return form;
    }
}

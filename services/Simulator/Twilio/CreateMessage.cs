using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>Takes a message for a phone, or fails as the faults say.</summary>
internal sealed class CreateMessage(PhoneNetwork network, FaultSwitch faults, Carrier carrier, SimulatorAccount account, TimeProvider time)
{
    private const int MaxBody = 1_600;
    private const int MaxMedia = 10;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (Refuse(form) is { } refusal)
            return refusal;
        var fault = faults.Next();
        if (FailureOf(fault, http) is { } failure)
            return failure;
        if (!carrier.HasRoom)
            return TwilioError.TooMany(http);
        var message = network.Add(Read(form));
        // From here on the message is taken, and its caller may go away: neither stops it any more.
        await carrier.AcceptAsync(new Journey(message, form["StatusCallback"], fault.Fail == FaultSettings.UnknownNumber));
        await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, http.RequestAborted);
        if (fault.Fail == FaultSettings.LostAnswer)
        {
            http.Abort();
            return Results.Empty;
        }

        return Results.Json(TwilioMessage.Of(message, account.Twilio.AccountSid), TwilioJson.Options, statusCode: 201);
    }

    private static IResult? Refuse(IFormCollection form)
    {
        var (to, from, body) = (form["To"].ToString(), form["From"].ToString(), form["Body"]);
        if (to.Length == 0)
            return TwilioError.Of(400, 21604, "A 'To' phone number is required.");
        if (!PhoneNumber.IsE164(to))
            return TwilioError.Of(400, 21211, "The 'To' number is not a valid phone number.");
        if (from.Length == 0 && StringValues.IsNullOrEmpty(form["MessagingServiceSid"]))
            return TwilioError.Of(400, 21603, "A 'From' phone number is required.");
        if (from.Length > 0 && !SenderId.IsOne(from))
            return TwilioError.Of(400, 21212, "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID.");
        if (form["MediaUrl"].Count > MaxMedia)
            return TwilioError.Of(400, 21623, "Number of media files exceeds the allowed limit.");
        if (form["MediaUrl"].Count == 0 && StringValues.IsNullOrEmpty(body))
            return TwilioError.Of(400, 21602, "Message body is required.");
        if (form["MediaUrl"].Count == 0 && string.IsNullOrWhiteSpace(body))
            return TwilioError.Of(400, 14103, "Invalid Body.");
        if (body.ToString().Length > MaxBody)
            return TwilioError.Of(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        return form["StatusCallback"].ToString() is { Length: > 0 } callback && !WebAddress.IsOne(callback)
            ? TwilioError.Of(400, 21609, "The 'StatusCallback' URL is not a valid URL.")
            : null;
    }

    private static IResult? FailureOf(FaultSettings fault, HttpContext http) => fault.Fail switch
    {
        FaultSettings.TooMany => TwilioError.TooMany(http),
        FaultSettings.Broken => TwilioError.Of(500, 20500, "An internal server error has occurred"),
        FaultSettings.Busy => TwilioError.Of(503, 20503, "Service unavailable"),
        FaultSettings.OptedOut => TwilioError.Of(400, 21610, "Attempt to send to unsubscribed recipient"),
        _ => null,
    };

    private PhoneMessage Read(IFormCollection form)
    {
        var media = form["MediaUrl"].OfType<string>().ToList();
        var from = form["From"].ToString();
        return new PhoneMessage
        {
            Sid = PhoneMessage.NewSid(media.Count > 0),
            Phone = form["To"].ToString(),
            Ours = from.Length > 0 ? from : account.Twilio.From,
            IsInbound = false,
            Text = form["Body"].ToString(),
            Media = media,
            MessagingServiceSid = form["MessagingServiceSid"].ToString() is { Length: > 0 } service ? service : null,
            State = MessageStates.Queued,
        };
    }
}

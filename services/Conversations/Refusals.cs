using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Conversations;

/// <summary>Every "no" of this service.</summary>
internal static class Refusals
{
    public static Refusal NoConversation { get; } = new("conversation.missing", "There is no such conversation.", RefusalKind.Missing);

    public static Refusal Closed { get; } = new("conversation.closed", "The conversation is closed; reopen it first.");

    public static Refusal NoText { get; } = new("text.empty", "The message is empty.");

    public static Refusal TextTooLong { get; } = new("text.too-long", "The text is too long.");

    public static Refusal NoMessage { get; } = new("message.missing", "There is no such message.", RefusalKind.Missing);

    public static Refusal NoCitizen { get; } = new("citizen.missing", "There is no such citizen.", RefusalKind.Missing);

    public static Refusal TooManyAttributes { get; } = new("attributes.too-many", "A citizen has at most 100 attributes.");

    public static Refusal BadAttribute { get; } = new(
        "attribute.unreadable", "An attribute has a name of letters, digits and dashes, at most 50, and a value of at most 200 characters.");

    public static Refusal BadTimeZone { get; } = new("time-zone.unknown", "Write the time zone as Europe/Berlin.");

    public static Refusal BadChannels { get; } = new("channels.unknown", "Name channels that can be written to, such as sms or email, each once.");

    public static Refusal BadConsent { get; } = new(
        "consent.unreadable",
        "Give a purpose (letters, digits and dashes, at most 50), whether consent is given, and its source (at most 100 characters; wording at most 2,000).");

    public static Refusal Erased { get; } = new("citizen.erased", "The citizen was erased; nothing is stored and nothing can be sent.", RefusalKind.Gone);

    public static Refusal BadReason { get; } = new("reason.unreadable", "A reason is one line of at most 100 characters, and says nothing about the citizen.");

    public static Refusal NoInput { get; } = new("input.missing", "There is no such input.", RefusalKind.Missing);

    public static Refusal OptedOut { get; } = new("contact-point.opted-out", "The citizen has opted out of messages at this address.");

    public static Refusal NoContactPoint { get; } = new("channel.no-contact-point", "The citizen has no address that this channel can write to.");

    public static Refusal CannotSend { get; } = new("channel.cannot-send", "This installation cannot send on this channel.");

    public static Refusal NoTemplates { get; } = new("channel.no-templates", "This channel does not support templates.");

    public static Refusal BadSubject { get; } = new("subject.unreadable", "A subject is a single line.");

    public static Refusal TooLongFor(ChannelTraits traits) => new(
        "text.too-long", string.Create(CultureInfo.InvariantCulture, $"A message on {traits.Channel} has at most {traits.MaxText} characters."));

    public static Refusal WindowClosed(ChannelTraits traits, TimeSpan window) => new(
        "channel.window-closed",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The citizen has not written on {traits.Channel} within {window.TotalHours:0} hours; {(traits.HasTemplates ? "only an approved template may be sent now" : "no message can be sent now")}."));

    public static Refusal NoCall { get; } = new("call.missing", "There is no such call.", RefusalKind.Missing);

    public static Refusal CallNotWaiting { get; } = new("call.not-waiting", "The caller is no longer waiting.", RefusalKind.Conflict);

    public static Refusal CallTaken { get; } = new("call.taken", "Another agent has already answered this call.", RefusalKind.Conflict);

    public static Refusal NoCallback { get; } = new("callback.not-wanted", "The caller is not waiting to be called back.", RefusalKind.Conflict);

    public static Refusal CallbackTaken { get; } = new("callback.taken", "Another agent is already calling back.", RefusalKind.Conflict);

    public static Refusal BadPhone { get; } = new("phone.unreadable", "Write the phone as +49… or as sip:name@host.");

    public static Refusal BadContactPoint { get; } = new("contact-point.unreadable", "This is not a valid address of that kind; write a telephone number with its country code, such as +44 7946 000001.");

    public static Refusal ReleasedContactPoint { get; } = new(
        "contact-point.released", "The address was taken from that citizen when they were erased.", RefusalKind.Conflict);

    public static Refusal TakenContactPoint { get; } = new(
        "contact-point.taken", "The address belongs to another citizen with a history of their own.", RefusalKind.Conflict);
}

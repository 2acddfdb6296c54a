using System.Xml.Linq;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>What Twilio documents of its markup, written down once more and apart from the writer: verbs, attributes, what may stand where.</summary>
internal static class TwimlRules
{
    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["Response"] = [],
        ["Say"] = ["voice", "language", "loop"],
        ["Play"] = ["loop", "digits"],
        ["Pause"] = ["length"],
        ["Gather"] =
        [
            "action", "method", "input", "timeout", "finishOnKey", "numDigits", "speechTimeout", "maxSpeechTime", "language", "hints", "profanityFilter",
            "speechModel", "enhanced", "bargeIn", "actionOnEmptyResult", "partialResultCallback", "partialResultCallbackMethod",
        ],
        ["Record"] =
        [
            "action", "method", "timeout", "finishOnKey", "maxLength", "playBeep", "trim", "recordingStatusCallback", "recordingStatusCallbackMethod",
            "recordingStatusCallbackEvent", "transcribe", "transcribeCallback",
        ],
        ["Dial"] = ["action", "method", "timeout", "timeLimit", "callerId", "hangupOnStar", "answerOnBridge", "record", "trim", "ringTone", "sequential"],
        ["Number"] = ["url", "method", "statusCallback", "statusCallbackEvent", "statusCallbackMethod", "sendDigits", "machineDetection"],
        ["Sip"] = ["url", "method", "statusCallback", "statusCallbackEvent", "statusCallbackMethod", "username", "password"],
        ["Queue"] = ["url", "method", "reservationSid", "postWorkActivitySid"],
        ["Enqueue"] = ["action", "method", "waitUrl", "waitUrlMethod", "maxQueueSize", "workflowSid"],
        ["Redirect"] = ["method"],
        ["Hangup"] = [],
        ["Leave"] = [],
        ["Reject"] = ["reason"],
    };

    private static readonly Dictionary<string, string[]> Children = new()
    {
        ["Response"] = ["Say", "Play", "Pause", "Gather", "Record", "Dial", "Enqueue", "Redirect", "Hangup", "Leave", "Reject"],
        ["Gather"] = ["Say", "Play", "Pause"],
        ["Dial"] = ["Number", "Sip", "Queue"],
    };

    private static readonly string[] InQueue = ["Say", "Play", "Pause", "Gather", "Redirect", "Hangup", "Leave"];

    /// <summary>Checks a document, and gives its verbs back.</summary>
    public static XElement Check(string twiml, bool isWait = false)
    {
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", twiml, StringComparison.Ordinal);
        var root = XDocument.Parse(twiml).Root!;
        Assert.Equal("Response", root.Name);
        foreach (var element in root.DescendantsAndSelf())
        {
            var name = element.Name.LocalName;
            Assert.True(Attributes.TryGetValue(name, out var attributes), $"<{name}> is no verb.");
            Assert.Empty(element.Attributes().Select(attribute => attribute.Name.LocalName).Except(attributes));
            Assert.Empty(element.Elements().Select(child => child.Name.LocalName).Except(Children.GetValueOrDefault(name) ?? []));
            Assert.True(name != "Say" || element.Value.Length is > 0 and <= 4_096, "Say has 1 to 4,096 characters.");
            Assert.True(name != "Enqueue" || element.Value.Length is > 0 and <= 64, "A queue's name has 1 to 64 characters.");
            Assert.True(element.Attribute("action") is null || Uri.TryCreate(element.Attribute("action")!.Value, UriKind.Absolute, out _), "Actions are absolute.");
        }

        // Without an action these two would come back to their own address for ever.
        Assert.All(root.Descendants().Where(element => element.Name.LocalName is "Gather" or "Record"), element => Assert.NotNull(element.Attribute("action")));
        Assert.True(!isWait || !root.Elements().Select(child => child.Name.LocalName).Except(InQueue).Any(), "Not allowed while waiting.");
        return root;
    }
}

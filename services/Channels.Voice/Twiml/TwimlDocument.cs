using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// Writes what the telephone network shall do, in Twilio's markup: the verbs that menus need, with the attributes that Twilio documents for
/// them. All text is cleaned and escaped when it is added, so that no caller's name can become markup.
/// </summary>
internal sealed class TwimlDocument
{
    private readonly XElement _at;

    public TwimlDocument()
        : this(new XElement("Response"))
    {
    }

    private TwimlDocument(XElement at) => _at = at;

    /// <summary>True once nothing after this can run any more.</summary>
    public bool IsClosed { get; private set; }

    public TwimlDocument Say(string text, string? language, string? voice = null)
    {
        if (SpokenText.Clean(text) is { Length: > 0 } clean)
            Add("Say", clean, ("language", language), ("voice", voice));
        return this;
    }

    public TwimlDocument Play(string url) => Add("Play", url);

    /// <param name="seconds">1 or more.</param>
    public TwimlDocument Pause(int seconds) => Add("Pause", null, ("length", Number(seconds)));

    /// <summary>Gathers keys, speech or both.</summary>
    public TwimlDocument Gather(GatherSettings settings, Action<TwimlDocument> prompt)
    {
        var gather = Element(
            "Gather", null, ("action", settings.Action), ("method", "POST"), ("input", settings.Input), ("timeout", Number(settings.Timeout)),
            ("numDigits", settings.NumDigits is { } digits ? Number(digits) : null), ("language", settings.HearsSpeech ? settings.Language : null),
            ("speechTimeout", settings.HearsSpeech ? "auto" : null), ("hints", settings.HearsSpeech ? settings.Hints : null),
            ("actionOnEmptyResult", settings.AlsoWhenEmpty ? "true" : null));
        prompt(new TwimlDocument(gather));
        _at.Add(gather);
        return this;
    }

    public TwimlDocument Record(string action, int maxSeconds, string statusCallback, string? transcribeCallback)
    {
        Add(
            "Record", null, ("action", action), ("method", "POST"), ("timeout", "5"), ("finishOnKey", "#"), ("maxLength", Number(maxSeconds)),
            ("playBeep", "true"), ("recordingStatusCallback", statusCallback), ("recordingStatusCallbackEvent", "completed absent"),
            ("transcribe", transcribeCallback is null ? null : "true"), ("transcribeCallback", transcribeCallback));
        return this;
    }

    public TwimlDocument Enqueue(string queue, string action, string waitUrl)
    {
        Add("Enqueue", queue, ("action", action), ("method", "POST"), ("waitUrl", waitUrl), ("waitUrlMethod", "POST"));
        IsClosed = true;
        return this;
    }

    /// <summary>Rings all of them; the first to answer has the call.</summary>
    public TwimlDocument Dial(DialSettings settings)
    {
        var dial = Element(
            "Dial", null, ("action", settings.Action), ("method", "POST"), ("timeout", Number(settings.Timeout)), ("callerId", settings.CallerId),
            ("answerOnBridge", "true"));
        foreach (var number in settings.Numbers)
            dial.Add(Noun("Number", number, settings.StatusCallback));
        foreach (var sip in settings.Sips)
            dial.Add(Noun("Sip", sip, settings.StatusCallback));
        if (settings.Queue is { } queue)
            dial.Add(new XElement("Queue", SpokenText.Clean(queue, 64)));
        _at.Add(dial);
        IsClosed = true;
        return this;
    }

    public TwimlDocument Redirect(string url)
    {
        Add("Redirect", url, ("method", "POST"));
        IsClosed = true;
        return this;
    }

    public TwimlDocument Hangup()
    {
        Add("Hangup", null);
        IsClosed = true;
        return this;
    }

    /// <summary>Leaves the queue and goes on after <c>Enqueue</c>, with its action.</summary>
    public TwimlDocument Leave()
    {
        Add("Leave", null);
        IsClosed = true;
        return this;
    }

    public TwimlDocument Reject(bool busy)
    {
        Add("Reject", null, ("reason", busy ? "busy" : "rejected"));
        IsClosed = true;
        return this;
    }

    /// <summary>UTF-8 with its declaration.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            new XDocument(_at).Save(writer);
        return bytes.ToArray();
    }

    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    private TwimlDocument Add(string verb, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _at.Add(Element(verb, text, attributes));
        return this;
    }

    private static XElement Noun(string name, string address, string statusCallback) => Element(
        name, address, ("statusCallback", statusCallback), ("statusCallbackEvent", "initiated ringing answered completed"),
        ("statusCallbackMethod", "POST"));

    private static XElement Element(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var element = new XElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                element.SetAttributeValue(attribute, SpokenText.Clean(value));
        }

        if (text is not null)
            element.Value = SpokenText.Clean(text);
        return element;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Input"><c>dtmf</c>, <c>speech</c> or <c>dtmf speech</c>.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="NumDigits">The call goes on after this many keys; null = after <c>#</c> or silence.</param>
/// <param name="Hints">Words to expect, separated by commas.</param>
/// <param name="AlsoWhenEmpty">The action is called also when nothing came; else the document goes on.</param>
internal sealed record GatherSettings(string Action, string Input, int Timeout, int? NumDigits, string? Language, string? Hints, bool AlsoWhenEmpty = true)
{
    public bool HearsSpeech => Input.Contains("speech", StringComparison.Ordinal);
}

/// <param name="Timeout">Seconds that it rings.</param>
/// <param name="CallerId">The number that is shown to who is called; null = the caller's.</param>
/// <param name="Queue">Connects to the front of this queue instead of ringing anywhere.</param>
internal sealed record DialSettings(
    string Action, int Timeout, string? CallerId, IReadOnlyList<string> Numbers, IReadOnlyList<string> Sips, string? Queue, string StatusCallback);

using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// A voicemail. Twilio reports it twice: the call itself comes here when the caller is done and wants to know how to go on, and a report
/// comes when the file is there.
/// </summary>
internal sealed class Recording(MenuNavigator navigator, TwilioVoiceOptions options) : ICallStep
{
    public string Endpoint => "recording";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var heard = HeardIn(request, now);
        if (request["RecordingStatus"] is not null || request.IsOver)
            return CallTurn.Report(heard);
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        if (menu.Nodes.GetValueOrDefault(position.At ?? "") is MenuNode.Record record)
            return navigator.Go(request, menu, position, record.Next, now, heard);
        var language = menu.LanguageFor(position.Language);
        return new CallTurn(heard, new TwimlDocument().Say(menu.Texts.Goodbye.In(language), language).Hangup());
    }

    private IReadOnlyList<IInboundFact> HeardIn(CallRequest request, DateTimeOffset now)
    {
        if (request["RecordingSid"] is not { Length: > 0 and <= 100 } sid)
            return [];
        var status = request["RecordingStatus"] ?? "recorded";
        // Only what a caller left for us is a message; a recorded talk with an agent is none.
        var isVoicemail = status is "recorded" or "completed" && request["RecordingSource"] is null or "RecordVerb";
        var url = isVoicemail ? request["RecordingUrl"] ?? $"{options.BaseUrl}/2010-04-01/Accounts/{options.AccountSid}/Recordings/{sid}" : null;
        var recording = new CallRecording(sid, status, url, request.Number("RecordingDuration"));
        return [request.FactOf($"recording-{sid}-{status}", new CallFact { Recorded = recording }, now)];
    }
}

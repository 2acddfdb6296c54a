using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>What a machine understood of a voicemail.</summary>
internal sealed class Transcription : ICallStep
{
    private const int MaxText = 20_000;

    public string Endpoint => "transcription";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        if (request["RecordingSid"] is not { Length: > 0 and <= 100 } recording)
            return CallTurn.Report();
        var text = request["TranscriptionStatus"] is "failed" || request["TranscriptionText"] is not { } words ? null : SpokenText.Clean(words, MaxText);
        var fact = new CallFact { Transcribed = new CallTranscript(recording, string.IsNullOrWhiteSpace(text) ? null : text) };
        return CallTurn.Report(request.FactOf($"transcript-{request["TranscriptionSid"] ?? recording}", fact, now));
    }
}

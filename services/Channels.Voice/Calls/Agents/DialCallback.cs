using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// A call-back: the agent's phone is called, and once the agent presses 1, the citizen's. The agent first, for a citizen who answers must
/// not find silence; and the key, for an answering machine would talk to the citizen otherwise.
/// </summary>
internal sealed class DialCallback(MenuBook book, TwilioVoiceOptions options) : ICallStep
{
    private const int Tries = 3;
    private const int TimeoutSeconds = 8;
    private const int RingTime = 45;

    public string Endpoint => "call-back";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var menu = book.For(request.Ours);
        var language = menu.LanguageFor(null);
        if (request.IsOver || CallbackContext.Of(request) is not { } context)
            return CallTurn.Say(new TwimlDocument().Hangup());
        if (request["Digits"] == "1")
        {
            var rang = context.CallFactOf(request, "rang", new CallFact { Rang = new CallRing(null, null, null, null) }, now);
            return new CallTurn(
                [rang],
                new TwimlDocument().Dial(new DialSettings(
                    context.Url(options, "called-back"), RingTime, request.Ours, [context.Citizen.Address], [], null,
                    context.Url(options, "call-back-status"))));
        }

        var tried = request.Number("try") ?? 0;
        if (tried >= Tries)
            return CallTurn.Say(new TwimlDocument().Say(menu.Texts.Goodbye.In(language), language).Hangup());
        var action = string.Create(CultureInfo.InvariantCulture, $"{context.Url(options, "call-back")}&try={tried + 1}");
        return CallTurn.Say(new TwimlDocument()
            .Gather(
                new GatherSettings(action, "dtmf", TimeoutSeconds, 1, null, null), prompt => prompt.Say(menu.Texts.AgentKey.In(language), language))
            .Redirect(action));
    }
}

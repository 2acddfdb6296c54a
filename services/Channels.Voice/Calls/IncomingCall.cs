using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>It rings. Somebody whose matter is still open is offered to go straight on; all others begin at the beginning.</summary>
internal sealed class IncomingCall(MenuNavigator navigator, TwilioVoiceOptions options) : ICallStep
{
    private const int OfferSeconds = 4;

    public string Endpoint => "";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var rang = request.FactOf(
            "rang",
            new CallFact
            {
                Rang = new CallRing(
                    Shortened(request["CallerName"]), Shortened(request["ForwardedFrom"]), Shortened(request["StirVerstat"]), request.Sent?.Message),
            },
            now);
        var menu = navigator.MenuOf(request, MenuPosition.Beginning);
        var language = menu.LanguageFor(caller?.Language);
        var beginning = new MenuPosition(menu.Name, null, language, 0, 0, null);
        if (menu.Welcome is not { } welcome || caller?.OpenMenu != menu.Name || caller.OpenNode is not { } node || !menu.Nodes.ContainsKey(node)
            || menu.TitleOf(node) is not { } title)
            return navigator.Go(request, menu, beginning, menu.Start, now, [rang]);

        var action = options.Url($"gather?{(beginning with { GoOn = node }).ToQuery()}");
        var document = new TwimlDocument().Say(welcome.In(language), language).Gather(
            new GatherSettings(action, "dtmf", OfferSeconds, 1, null, null),
            prompt => prompt.Say(MenuNavigator.Filled(menu.Texts.GoOn.In(language), ("choice", title.In(language))), language));
        return new CallTurn([rang], document.Redirect(action));
    }

    private static string? Shortened(string? text) => string.IsNullOrWhiteSpace(text) ? null : SpokenText.Clean(text, 200);
}

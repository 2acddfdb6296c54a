using System.Globalization;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>The caller pressed keys, said something, or did neither.</summary>
internal sealed class GatheredAnswer(MenuNavigator navigator) : ICallStep
{
    private const int MaxKept = 2_000;

    public string Endpoint => "gather";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var position = MenuPosition.Of(request);
        var menu = navigator.MenuOf(request, position);
        var (digits, speech) = (Kept(request["Digits"]), Kept(request["SpeechResult"]));
        if (position.GoOn is { } node)
            return GoOn(request, menu, position, node, digits, now);
        if (QuestionAt(menu, position) is not { } question)
            return navigator.Go(request, menu, position, menu.Start, now);
        // The counter of tries belongs to the question, also when an address without a place was called.
        position = position with { At = question.Name };
        var language = menu.LanguageFor(position.Language);
        var choice = ChoiceMatch.Find(question, digits, speech);
        var heard = digits is null && speech is null
            ? Array.Empty<IInboundFact>()
            : [request.FactOf($"choice-{position.Step}", Chosen(menu, question.Name, choice, language, digits, speech, ConfidenceOf(request)), now)];
        if (choice is not null)
            return navigator.Go(request, menu, position with { Language = choice.Language ?? language }, choice.Next, now, heard);
        var tries = position.Try + 1;
        return tries >= question.Tries
            ? navigator.Go(request, menu, position with { Try = 0 }, question.Otherwise, now, heard)
            : navigator.Go(
                request, menu, position with { Try = tries }, question.Name, now, heard,
                heard.Length > 0 ? menu.Texts.NotUnderstood.In(language) : null);
    }

    private CallTurn GoOn(CallRequest request, Menu menu, MenuPosition position, string node, string? digits, DateTimeOffset now)
    {
        if (digits != "1" || !menu.Nodes.ContainsKey(node))
            return navigator.Go(request, menu, position, menu.Start, now);
        var title = menu.TitleOf(node)?.In(menu.LanguageFor(position.Language));
        var fact = new CallFact { Chose = new CallChoice(menu.Name, "welcome", node, title, digits, null, null) };
        return navigator.Go(request, menu, position, node, now, [request.FactOf($"choice-{position.Step}", fact, now)]);
    }

    /// <summary>The question that was asked; without a place the first one that a caller meets.</summary>
    private static MenuNode.Gather? QuestionAt(Menu menu, MenuPosition position)
    {
        var at = position.At ?? menu.Start;
        for (var step = 0; step < MenuNavigator.MaxSteps && menu.Nodes.TryGetValue(at, out var node); step++)
        {
            if (node is MenuNode.Gather gather)
                return gather;
            if (node.Targets.FirstOrDefault() is not { } next)
                break;
            at = next;
        }

        return null;
    }

    private static CallFact Chosen(
        Menu menu, string node, MenuChoice? choice, string language, string? digits, string? speech, double? confidence) => new()
        {
            Chose = new CallChoice(menu.Name, node, choice?.Next, choice?.Title.In(language), digits, speech, confidence),
        };

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : SpokenText.Clean(text, MaxKept);

    private static double? ConfidenceOf(CallRequest request) =>
        double.TryParse(request["Confidence"], NumberStyles.Float, CultureInfo.InvariantCulture, out var confidence) && confidence is >= 0 and <= 1
            ? confidence
            : null;
}

using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// What a call of ours says: the text, then the choices, each with its key. Everything that the answer needs travels in the
/// address that the keys are posted to, for the text itself is stored nowhere but in the call.
/// </summary>
internal static class SpokenMessage
{
    /// <summary>Twilio's limit for a document that comes with the order to call.</summary>
    public const int MaxDocument = 4_000;

    /// <summary>One key each.</summary>
    public const int MostChoices = 9;

    private const int Tries = 2;
    private const int TimeoutSeconds = 8;

    /// <param name="language">Of the voice, such as <c>en-GB</c>.</param>
    public static TwimlDocument Write(string text, Question? question, MenuTexts texts, string language)
    {
        var document = new TwimlDocument();
        // A voice that begins while the phone still moves to the ear is not understood.
        document.Pause(1).Say(text, language);
        return question is null ? document.Hangup() : Ask(document, question, texts, language);
    }

    /// <summary>Asks for the key once more, or gives up.</summary>
    public static TwimlDocument AskAgain(Question question, MenuTexts texts, string language)
    {
        var document = new TwimlDocument();
        return question.Try >= Tries
            ? document.Say(texts.Goodbye.In(language), language).Hangup()
            : Ask(document.Say(texts.NotUnderstood.In(language), language), question, texts, language);
    }

    private static TwimlDocument Ask(TwimlDocument document, Question question, MenuTexts texts, string language)
    {
        document.Gather(
            new GatherSettings(question.Url, "dtmf", TimeoutSeconds, 1, null, null),
            prompt =>
            {
                for (var key = 1; key <= question.Choices.Count; key++)
                    prompt.Say($"{key}: {question.Choices[key - 1].Title}.", language);
            });
        return document.Say(texts.Goodbye.In(language), language).Hangup();
    }
}

/// <summary>A question of a call of ours.</summary>
/// <param name="Url">Where the key is posted to: carries the choices, and the number of tries.</param>
internal sealed record Question(string Url, IReadOnlyList<Choice> Choices, int Try)
{
    public static Question Of(TwilioVoiceOptions options, Guid conversation, Guid message, IReadOnlyList<Choice> choices, int tried)
    {
        var url = options.Url(string.Create(
            CultureInfo.InvariantCulture, $"answer?conversation={conversation}&message={message}&try={tried}"));
        for (var key = 1; key <= choices.Count; key++)
            url += $"&c{key}={Uri.EscapeDataString(choices[key - 1].Id)}&t{key}={Uri.EscapeDataString(choices[key - 1].Title)}";
        return new Question(url, choices, tried);
    }

    /// <summary>The choices as they come back in the address.</summary>
    public static IReadOnlyList<Choice> ChoicesIn(CallRequest request)
    {
        var choices = new List<Choice>();
        for (var key = 1; key <= SpokenMessage.MostChoices && request.Query($"c{key}") is { } id; key++)
            choices.Add(new Choice(id, request.Query($"t{key}") ?? id));
        return choices;
    }
}

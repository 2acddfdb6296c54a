using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>A citizen whom we called pressed a key: the answer is their message, in the conversation of our message.</summary>
internal sealed class SpokenAnswer(MenuBook book, TwilioVoiceOptions options) : ICallStep
{
    public string Endpoint => "answer";

    public CallTurn Run(CallRequest request, CallerFound? caller, DateTimeOffset now)
    {
        var menu = book.For(request.Ours);
        var language = menu.LanguageFor(null);
        var choices = Question.ChoicesIn(request);
        if (request.Sent is not { } sent || choices.Count == 0 || request.Citizen is not { } citizen)
            return new CallTurn([], new TwimlDocument().Hangup());
        var key = request["Digits"]?.Trim();
        if (key is [>= '1' and <= '9'] && key[0] - '1' < choices.Count)
        {
            var choice = choices[key[0] - '1'];
            return new CallTurn(
                [Answer(request, sent, citizen, choice, now)],
                new TwimlDocument().Say(menu.Texts.Goodbye.In(language), language).Hangup());
        }

        var tried = (request.Number("try") ?? 0) + 1;
        return new CallTurn(
            [], SpokenMessage.AskAgain(Question.Of(options, sent.Conversation, sent.Message, choices, tried), menu.Texts, language));
    }

    private static MessageHeard Answer(
        CallRequest request, (Guid Conversation, Guid Message) sent, ContactPoint citizen, Choice choice, DateTimeOffset now)
    {
        // A call asks once: a repeated request with it is the same answer.
        var id = $"{request.Sid}-answer";
        return new MessageHeard(
            MessageHeard.IdOf(VoiceModule.ChannelName, TwilioVoiceOptions.Provider, id), VoiceModule.ChannelName, TwilioVoiceOptions.Provider, id, citizen,
            request.Ours ?? "", choice.Title, [], null, null, now, [], null)
        {
            Details = new MessageDetails { Choice = choice, InReplyTo = request.Sid },
            // Our own address, which Twilio's signature covers: as good as a token.
            Thread = new ThreadHint(sent.Conversation, [request.Sid]),
        };
    }
}

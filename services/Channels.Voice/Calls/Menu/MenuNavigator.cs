using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>Walks through a menu from a node on, until the call has to wait for somebody or ends; what it passes is spoken.</summary>
internal sealed class MenuNavigator(MenuBook book, TwilioVoiceOptions options)
{
    /// <summary>No call passes more nodes than this, however its menu goes round.</summary>
    public const int MaxSteps = 60;

    /// <summary>Silence before a Gather's own time-out cannot be distinguished from a caller who listens: one press is enough here.</summary>
    private const int OfferSeconds = 3;

    public Menu MenuOf(CallRequest request, MenuPosition position) => book.Named(position.Menu, request.Ours);

    /// <summary>Goes on with a node.</summary>
    /// <param name="heard">The facts of this request so far.</param>
    /// <param name="before">What is said before it.</param>
    public CallTurn Go(
        CallRequest request, Menu menu, MenuPosition position, string node, DateTimeOffset now, IReadOnlyList<IInboundFact>? heard = null, string? before = null)
    {
        var facts = new List<IInboundFact>(heard ?? []);
        var document = new TwimlDocument();
        var language = menu.LanguageFor(position.Language);
        if (before is not null)
            document.Say(before, language);
        var (at, step) = (node, position.Step);
        while (!document.IsClosed)
        {
            if (++step > MaxSteps || !menu.Nodes.TryGetValue(at, out var next))
            {
                document.Say(menu.Texts.Goodbye.In(language), language).Hangup();
                break;
            }

            var here = new MenuPosition(menu.Name, at, language, at == position.At ? position.Try : 0, step, null) { IsBack = position.IsBack && at == position.At };
            if (Pass(next, here, document, request, menu, facts, now) is not { } following)
                break;
            at = following;
        }

        return new CallTurn(facts, document);
    }

    /// <summary>What a menu's questions are asked with; the call comes back to <paramref name="position"/>.</summary>
    public void Ask(TwimlDocument document, MenuNode.Gather gather, MenuPosition position)
    {
        var action = options.Url($"gather?{position.ToQuery()}");
        var hints = SpokenText.Clean(string.Join(",", gather.Choices.SelectMany(choice => choice.Words)), 1_000);
        document.Gather(
            new GatherSettings(action, gather.Input, gather.Timeout, gather.NumDigits, position.Language, hints.Length > 0 ? hints : null),
            prompt => prompt.Say(gather.Text.In(position.Language!), position.Language));
        // Should the question end without its action, the call goes on as if nothing had been said.
        document.Redirect(action);
    }

    /// <summary>Null when the document ends here; else the next node.</summary>
    private string? Pass(
        MenuNode node, MenuPosition position, TwimlDocument document, CallRequest request, Menu menu, List<IInboundFact> facts, DateTimeOffset now)
    {
        var language = position.Language!;
        switch (node)
        {
            case MenuNode.Say say:
                document.Say(say.Text.In(language), language);
                return say.Next;
            case MenuNode.Play play:
                document.Play(play.Url);
                return play.Next;
            case MenuNode.Announcement announcement:
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, menu.TimeZone).DateTime);
                if (!(today < announcement.From) && !(today > announcement.Until))
                    document.Say(announcement.Text.In(language), language);
                return announcement.Next;
            case MenuNode.Hours hours:
                return hours.When.Contains(now, menu.TimeZone, menu.Holidays) ? hours.Open : hours.Closed;
            case MenuNode.Callback callback when request.Citizen?.Kind != ContactPoint.Phone:
                // A withheld number cannot be called back.
                return callback.Next;
            case MenuNode.Callback callback:
                facts.Add(request.FactOf(
                    $"callback-{position.Step}", new CallFact { CallbackWanted = new CallWait(callback.Queue, null, null) }, now));
                if (callback.Text is { } text)
                    document.Say(text.In(language), language);
                return callback.Next;
            case MenuNode.Gather gather:
                Ask(document, gather, position);
                return null;
            case MenuNode.Record record:
                document.Say(record.Text.In(language), language);
                document.Record(
                    options.Url($"recording?{position.ToQuery()}"), record.MaxSeconds, options.Url("recording"),
                    options.Transcribe ? options.Url("transcription") : null);
                // Silence brings no recording and no action: the call goes on here.
                return record.Next;
            case MenuNode.Enqueue enqueue:
                facts.Add(Queued(request, enqueue, position, now));
                document.Enqueue(enqueue.Queue, options.Url($"queue?{position.ToQuery()}"), options.Url($"wait?{position.ToQuery()}"));
                return null;
            case MenuNode.Dial dial:
                document.Dial(new DialSettings(
                    options.Url($"dial?{position.ToQuery()}"), dial.Timeout, dial.CallerId, dial.Numbers, dial.Sips, dial.Queue, options.Url("status")));
                return null;
            case MenuNode.Hangup hangup:
                if (hangup.Text is { } words)
                    document.Say(words.In(language), language);
                document.Hangup();
                return null;
            default:
                throw new NotSupportedException($"No way through a {node.GetType().Name}.");
        }
    }

    public static CallHeard Queued(CallRequest request, MenuNode.Enqueue queue, MenuPosition position, DateTimeOffset now) => request.FactOf(
        $"queued-{position.Step}", new CallFact { Queued = new CallWait(queue.Queue, null, null) { Place = position.ToQuery() } }, now);

    /// <summary>What is heard while waiting in a queue: the position in it, the offer to be called back, music.</summary>
    public TwimlDocument Wait(CallRequest request, Menu menu, MenuNode.Enqueue queue, MenuPosition position)
    {
        var language = menu.LanguageFor(position.Language);
        var document = new TwimlDocument();
        if (request.Number("QueueTime") > queue.MaxWait)
            return document.Leave();
        if (!position.IsBack && request.Number("QueuePosition") is { } ahead)
        {
            // The average is over those who were served, from queueing to answer; a wait is never announced as shorter than a minute.
            var minutes = Math.Max(1, (int)Math.Ceiling(Math.Min(request.Number("AvgQueueTime") ?? 0, 86_400) * (double)Math.Min(ahead, 1_000) / 60));
            document.Say(Filled(menu.Texts.Position.In(language), ("position", $"{ahead}"), ("minutes", $"{minutes}")), language);
        }

        if (queue.OffersCallback && request.Citizen?.Kind == ContactPoint.Phone)
        {
            document.Gather(
                new GatherSettings(options.Url($"waiting?{position.ToQuery()}"), "dtmf", OfferSeconds, 1, null, null, AlsoWhenEmpty: false),
                prompt => prompt.Say(menu.Texts.CallbackOffer.In(language), language));
        }

        // When the document ends Twilio requests the next one: that is the round.
        return queue.Music is { } music ? document.Play(music) : document.Pause(20);
    }

    public static string Filled(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}

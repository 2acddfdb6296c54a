using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;
using static Omnichannel.Contracts.Events.ConversationEvent;

namespace Omnichannel.Integration.Timelines;

/// <summary>
/// What happens to three citizens, by a seed: addresses that one after the other has, conversations, calls, campaigns, refusals, erasure. What
/// belongs together comes in its order, with anything in between, and the last of it may be missing, as after a crash.
/// </summary>
internal sealed class RandomJourney
{
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private readonly Random _random;
    private readonly List<Queue<Step>> _strands = [];
    private readonly List<Step> _log = [];
    private readonly List<StreamName> _conversations = [];
    private readonly List<StreamName> _enrolments = [];
    private readonly Dictionary<Guid, (Guid Citizen, Queue<Step> Linking)> _owners = [];
    private readonly HashSet<Guid> _erased = [];
    private int _ids;

    private RandomJourney(int seed)
    {
        _random = new Random(seed);
        Citizens = [.. Enumerable.Range(0, 3).Select(_ => NewId())];
        Points = [.. Enumerable.Range(0, 4).Select(_ => NewId())];
    }

    /// <param name="Event">Null = of a type that this program does not know.</param>
    internal sealed record Step(StreamName Stream, object? Event);

    public IReadOnlyList<Guid> Citizens { get; }

    private IReadOnlyList<Guid> Points { get; }

    /// <returns>The citizens, with a log of so many events.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(int seed, int count, IEventStore store)
    {
        var journey = new RandomJourney(seed);
        while (journey._log.Count < count)
            journey.Go();
        var versions = new Dictionary<StreamName, long>();
        foreach (var (i, (stream, e)) in journey._log.Index())
        {
            var version = versions.GetValueOrDefault(stream);
            var (type, content) = e is null ? ("citizen.of-tomorrow.v1", "{}"u8.ToArray()) : (EventCatalog.NameOf(e), EventCatalog.Serialize(e));
            // Now and then content that no program can read; never what alone remembers whose an address was.
            if (journey._random.Next(60) == 0 && e is not CitizenEvent.ContactPointAdded)
                content = """{"at":[]}"""u8.ToArray();
            var at = Moment.Noon.AddSeconds(i);
            await store.AppendAsync(
                new AppendRequest(stream, version, [new NewEvent(DerivedId.From("step", $"{seed}", $"{i}"), type, content, new EventContext(at, null, null, null, null))]),
                CancellationToken.None);
            versions[stream] = version + 1;
        }

        return journey.Citizens;
    }

    private void Go()
    {
        if (_strands.Count > 0 && _random.Next(3) > 0)
            Advance(Any(_strands));
        else
            Begin();
    }

    private void Advance(Queue<Step> strand)
    {
        _log.Add(strand.Dequeue());
        if (strand.Count == 0)
            _strands.Remove(strand);
    }

    private void Begin()
    {
        var citizen = Any(Citizens);
        var own = new StreamName("citizen", citizen);
        switch (_random.Next(14))
        {
            case 0 or 1:
                Link(citizen, Any(Points));
                break;
            case 2 or 3:
                var opened = new StreamName("conversation", NewId());
                _conversations.Add(opened);
                Weave((opened, new Opened(citizen, 1, "sms", Now())), (own, new CitizenEvent.ConversationJoined(Guid.Parse(opened.Id), 1, Any(Points), Now())));
                break;
            case 4 or 5 or 6 when _conversations.Count > 0:
                Talk(Any(_conversations));
                break;
            case 7 or 8:
                var enrolment = new StreamName("outreach", NewId());
                _enrolments.Add(enrolment);
                Weave((enrolment, new OutreachEvent.Begun(
                    NewId(), 1, "Survey", "Press", "news", citizen, NewId(), [], "ask", Now(), _random.Next(4) == 0, Now())));
                break;
            case 9 or 10 when _enrolments.Count > 0:
                var going = Any(_enrolments);
                Weave((going, Outreach(going)));
                break;
            case 11:
                ContactPointEvent choice = _random.Next(2) == 0 ? new ContactPointEvent.OptedOut("sms", "keyword", null, Now()) : new ContactPointEvent.OptedIn("sms", "agent", null, Now());
                Weave((new StreamName("contactpoint", Any(Points)), choice));
                break;
            case 12:
                Weave((own, Wish()));
                break;
            case 13 when _random.Next(6) == 0:
                Erase(citizen, own);
                break;
        }
    }

    /// <summary>An address is claimed first, and stands with its citizen a moment later.</summary>
    private void Link(Guid citizen, Guid point)
    {
        if (_owners.ContainsKey(point) || _erased.Contains(citizen))
            return;
        _owners[point] = (citizen, Weave(
            (new StreamName("contactpoint", point), new ContactPointEvent.Linked(citizen, Number, "first-contact", "conversations", Now())),
            (new StreamName("citizen", citizen), new CitizenEvent.ContactPointAdded(point, Number, "first-contact", "conversations", Now()))));
    }

    private void Talk(StreamName conversation)
    {
        var (message, call) = (NewId(), NewId());
        ConversationEvent[] events = _random.Next(5) switch
        {
            0 =>
            [
                new MessageReceived(message, Any(Points), Number, "+15550100", "sms", "twilio", $"SM{_ids}", "hello", [], null, null, Now()),
                Any<ConversationEvent>([new MessageEdited(message, NewId(), "hello!", Now()), new MessageWithdrawn(message, NewId(), Now()), new ReactionChanged(message, NewId(), Any(Points), "👍", Now())]),
            ],
            1 =>
            [
                new ReplyWritten(message, Any(Points), Number, null, "sms", "we come", [], "anna", Now()),
                new DeliveryReported(message, Any([DeliveryState.Delivered, DeliveryState.Failed]), "twilio", "SM1", null, null, Now()),
            ],
            2 => [new NoteAdded(message, "ring twice", "anna", Now()), new Assigned("anna", null, "anna", Now())],
            3 =>
            [
                new CallStarted(call, "rang", CallDirection.Inbound, Any(Points), Number, "+15550100", "twilio", $"CA{_ids}", Now()),
                new CallTranscribed(call, "heard", "RE1", message, "my bin", Now()),
                new CallEnded(call, "over", "completed", 60, null, null, Now()),
                new MessageReceived(message, Any(Points), Number, "+15550100", "voice", "twilio", "RE1", "", [], null, null, Now()),
            ],
            _ => [new Closed("done", "anna", Now()), new Reopened("anna", Now())],
        };
        Weave([.. events.Select(e => (conversation, (object?)e))]);
    }

    private OutreachEvent Outreach(StreamName enrolment) => _random.Next(7) switch
    {
        0 => new OutreachEvent.MessageWanted("ask", NewId(), "sms", Any(Points), Number, "Will you come?", [new RuleCheck("purpose", "It may.")], Now()),
        1 => new OutreachEvent.MessageHeld("ask", "sms", "quiet-hours", "It is night.", Now(), Now()),
        2 => new OutreachEvent.ChannelPassed("ask", "sms", "contact-point.opted-out", "Opted out.", Now()),
        3 => new OutreachEvent.Answered("ask", NewId(), "sms", "choice", "come", "1", Now()),
        4 => new OutreachEvent.HandedOver("ask", "library", null, "answer", Now()),
        5 => new OutreachEvent.Stopped("agent", $"anna-{enrolment.Id[..4]}", Now()),
        _ => new OutreachEvent.Finished("told", "told", Now()),
    };

    private CitizenEvent? Wish() => _random.Next(5) switch
    {
        0 => new CitizenEvent.ConsentGiven("news", "form", null, "anna", Now()),
        1 => new CitizenEvent.ConsentWithdrawn("news", "page", "anna", Now()),
        2 => new CitizenEvent.ContactForbidden("phone", "anna", Now()),
        3 => new CitizenEvent.ContactAllowed("phone", "anna", Now()),
        _ => null,
    };

    /// <summary>The addresses are nobody's then, and the next who claims one has it, with what happened there.</summary>
    private void Erase(Guid citizen, StreamName own)
    {
        if (!_erased.Add(citizen))
            return;
        var held = _owners.Where(pair => pair.Value.Citizen == citizen).ToList();
        foreach (var (_, (_, linking)) in held)
        {
            while (linking.Count > 0)
                Advance(linking);
        }

        _log.Add(new Step(own, new CitizenEvent.Erased("asked", "anna", Now())));
        foreach (var (point, _) in held)
        {
            _log.Add(new Step(new StreamName("contactpoint", point), new ContactPointEvent.Released(citizen, NewId(), Now())));
            _owners.Remove(point);
        }

        Weave([.. _conversations.Select(one => (one, (object?)new ConversationEvent.Erased(citizen, Now()))).Take(2)]);
    }

    private Queue<Step> Weave(params (StreamName Stream, object? Event)[] steps)
    {
        var strand = new Queue<Step>(steps.Select(step => new Step(step.Stream, step.Event)));
        if (strand.Count > 0)
            _strands.Add(strand);
        return strand;
    }

    private T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private Guid NewId() => DerivedId.From("journey", $"{_random.Next()}", $"{_ids++}");

    private DateTimeOffset Now() => Moment.Noon.AddSeconds(_log.Count);
}

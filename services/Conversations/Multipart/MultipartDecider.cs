using System.Collections.Immutable;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.PartsEvent;

namespace Omnichannel.Conversations;

internal abstract record MultipartCommand
{
    private MultipartCommand()
    {
    }

    public sealed record Keep(PartHeard Part) : MultipartCommand
    {
        /// <summary>Whose it is, as far as anybody knows.</summary>
        public Guid? HolderId { get; init; }
    }

    /// <summary>What is still incomplete goes on without the rest, if its latest part came before this.</summary>
    public sealed record GiveUp(DateTimeOffset Before, DateTimeOffset At) : MultipartCommand;
}

/// <param name="Parts">Of the message that is being put together, by number.</param>
/// <param name="Settled">Ids of parts whose message was joined, the latest only.</param>
internal sealed record MultipartState(ImmutableSortedDictionary<int, PartKept> Parts, ImmutableList<string> Settled)
{
    public static MultipartState Initial { get; } = new(ImmutableSortedDictionary<int, PartKept>.Empty, []);
}

/// <summary>
/// Puts long messages together. References come round again: a part under a number that is taken already begins the next message, and
/// what was there goes on with a gap.
/// </summary>
internal static class MultipartDecider
{
    public const string Gap = " […] ";
    private const int MostSettled = 300;

    public static Decider<MultipartCommand, PartsEvent, MultipartState> Decider { get; } = new("parts", MultipartState.Initial, Decide, Evolve);

    public static Aggregate<MultipartCommand, PartsEvent, MultipartState> At(Guid contactPointId, PartHeard part) => new(Decider, StreamOf(contactPointId, part));

    public static StreamName StreamOf(Guid contactPointId, PartHeard part) => new(
        "parts",
        DerivedId.From("parts", contactPointId.ToString(), part.Channel, part.Provider, part.To, $"{part.Reference}", $"{part.Total}"));

    public static Decision<PartsEvent> Decide(MultipartCommand command, MultipartState state) => command switch
    {
        MultipartCommand.Keep c when state.Settled.Contains(c.Part.ProviderMessageId)
            || state.Parts.Values.Any(kept => kept.ProviderMessageId == c.Part.ProviderMessageId) => Decision<PartsEvent>.Nothing,
        MultipartCommand.Keep c when state.Parts.ContainsKey(c.Part.Number) =>
            Decision<PartsEvent>.Of(Join(state.Parts, c.Part.HeardAt), Kept(c)),
        MultipartCommand.Keep c when state.Parts.Count + 1 == c.Part.Total =>
            Decision<PartsEvent>.Of(Kept(c), Join(state.Parts.Add(c.Part.Number, Kept(c)), c.Part.HeardAt)),
        MultipartCommand.Keep c => Kept(c),
        MultipartCommand.GiveUp c when state.Parts.IsEmpty || state.Parts.Values.Max(kept => kept.At) > c.Before => Decision<PartsEvent>.Nothing,
        MultipartCommand.GiveUp c => Join(state.Parts, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static MultipartState Evolve(MultipartState state, PartsEvent @event) => @event switch
    {
        PartKept e => state with { Parts = state.Parts.SetItem(e.Number, e) },
        Joined => new MultipartState(
            ImmutableSortedDictionary<int, PartKept>.Empty,
            [.. state.Settled.AddRange(state.Parts.Values.Select(kept => kept.ProviderMessageId)).TakeLast(MostSettled)]),
        _ => state,
    };

    private static PartKept Kept(MultipartCommand.Keep c) => new(
        c.Part.Channel, c.Part.Provider, c.Part.ProviderMessageId, c.Part.From, c.Part.To, c.Part.Total, c.Part.Number, c.Part.Text, c.Part.SentAt,
        c.Part.HeardAt)
    {
        HolderId = c.HolderId,
    };

    private static Joined Join(ImmutableSortedDictionary<int, PartKept> parts, DateTimeOffset at)
    {
        // The first that came in, the lower number where two came at once: the same whatever comes later.
        var first = parts.Values.MinBy(kept => (kept.At, kept.Number))!;
        var missing = Enumerable.Range(1, first.Total).Where(number => !parts.ContainsKey(number)).ToList();
        return new Joined(
            MessageHeard.IdOf(first.Channel, first.Provider, first.ProviderMessageId), first.Channel, first.Provider, first.ProviderMessageId,
            first.From, first.To, TextOf(parts, first.Total), missing, parts.Values.Min(kept => kept.SentAt), at);
    }

    private static string TextOf(ImmutableSortedDictionary<int, PartKept> parts, int total)
    {
        var text = new StringBuilder();
        var isGap = false;
        for (var number = 1; number <= total; number++)
        {
            var part = parts.GetValueOrDefault(number);
            if (part is not null)
                text.Append(part.Text);
            else if (!isGap)
                text.Append(Gap);
            isGap = part is null;
        }

        return text.ToString();
    }
}

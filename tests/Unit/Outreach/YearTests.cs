using System.Security.Cryptography;
using NodaTime;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Outreach;
using Xunit;
using static Omnichannel.Unit.Outreach.Campaigns;

namespace Omnichannel.Unit.Outreach;

/// <summary>
/// A year of citizens in many time zones, who answer, are silent, opt out or complain as chance has it, in a moment: what must never happen
/// does not, and the same seed gives the same log.
/// </summary>
public sealed class YearTests
{
    private const int People = 60;
    private static readonly string[] Zones = ["Europe/Vienna", "Europe/London", "Asia/Tokyo", "America/St_Johns", "Pacific/Chatham", "America/Sao_Paulo"];
    private static readonly string[] Words = ["Ja", "nein", "14.3.", "3", "Who is this?", "verschieben"];
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Theory]
    [InlineData(1)]
    [InlineData(20260228)]
    [InlineData(20280229)]
    public void A_year_breaks_no_rule_and_the_same_seed_gives_the_same_log(int seed)
    {
        var (first, log) = Live(seed);
        Assert.Equal(first, Live(seed).Hash);
        Assert.NotEqual(first, Live(seed + 1).Hash);
        Assert.Contains(log, one => one.Event is OutreachEvent.MessageHeld { Rule: "budget.spent" });
        Assert.Contains(log, one => one.Event is OutreachEvent.MessageHeld { Rule: "quiet-hours" });
        Assert.Contains(log, one => one.Event is OutreachEvent.Answered { Kind: "date" });
        foreach (var citizen in log.GroupBy(one => one.Citizen.Id))
            Check(citizen.First().Citizen, [.. citizen.Select(one => one.Event)]);
        // Nobody's way hangs: whatever began more than a month before the end is over.
        var ended = log.Where(one => one.Event is OutreachEvent.Finished or OutreachEvent.HandedOver or OutreachEvent.Stopped).Select(one => one.Way).ToHashSet();
        Assert.All(log.Where(one => one.Event is OutreachEvent.Begun begun && begun.At < At.AddDays(330)), one => Assert.Contains(one.Way, ended));
    }

    /// <summary>Every proactive message by day, none after an opt-out, and never more than three within any week.</summary>
    private static void Check(CitizenFacts citizen, IReadOnlyList<OutreachEvent> events)
    {
        var proactive = new List<DateTimeOffset>();
        var stopped = DateTimeOffset.MaxValue;
        foreach (var @event in events)
        {
            if (@event is OutreachEvent.Stopped { Reason: "opted-out" } stop)
                stopped = stop.At < stopped ? stop.At : stopped;
            if (@event is not OutreachEvent.MessageWanted wanted)
                continue;
            Assert.True(wanted.At <= stopped, "Written to after an opt-out.");
            if (wanted.Checks.Any(check => check.Rule == ContactRules.Answer))
                continue;
            Assert.False(ContactCalendar.IsQuiet(Instant.FromDateTimeOffset(wanted.At).InZone(citizen.TimeZone!).TimeOfDay, Options), $"{wanted.At} is quiet in {citizen.TimeZone}.");
            proactive.Add(wanted.At);
        }

        Assert.All(proactive, at => Assert.True(proactive.Count(other => other > at - Week && other <= at) <= Options.BudgetMost));
    }

    private static (string Hash, List<(CitizenFacts Citizen, Guid Way, OutreachEvent Event)> Log) Live(int seed)
    {
        // Chance by a generator of a fixed form: the same on every runtime.
        var state = (ulong)seed;
        var log = new List<(CitizenFacts, Guid, OutreachEvent)>();
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var citizens = Enumerable.Range(0, People).Select(number => Citizen with
        {
            Id = DerivedId.From("citizen", $"{number}"),
            TimeZone = DateTimeZoneProviders.Tzdb[Zones[number % Zones.Length]],
        }).ToArray();
        var budgets = citizens.ToDictionary(one => one.Id, _ => ContactBudgetState.Initial);
        var optedOut = new HashSet<Guid>();
        var ways = new Dictionary<Guid, (CitizenFacts Citizen, EnrolmentState State)>();
        for (var now = At; now < At.AddDays(365); now += TimeSpan.FromHours(3))
        {
            for (var began = Next(8); began > 4; began--)
            {
                var citizen = citizens[Next(People)];
                var cause = DerivedId.From("cause", $"{now.UtcTicks}", $"{began}");
                var way = OutreachWorkflow.IdOf(Id, citizen.Id, cause);
                ways[way] = (citizen, EnrolmentState.Initial);
                Decide(way, new EnrolmentCommand.Begin(Id, 1, Reminder, citizen.Id, cause, [new NamedValue("date", "2026-03-12")], "ask", now, false, now));
            }

            foreach (var way in ways.Keys.ToArray())
            {
                var (citizen, mine) = ways[way];
                if (!mine.GoesOn)
                {
                    ways.Remove(way);
                    continue;
                }

                if (optedOut.Contains(citizen.Id))
                    Decide(way, new EnrolmentCommand.Stop("opted-out", "citizen", now));
                else if (mine.LastMessage != Guid.Empty && Next(20) == 0)
                    Decide(way, Said(Words[Next(Words.Length)], now, id: $"said-{now.UtcTicks}-{way}"));
                else if (mine.LastMessage != Guid.Empty && Next(60) == 0)
                    Decide(way, new EnrolmentCommand.Report(mine.LastMessage, DeliveryState.Failed, "recipient.unreachable", Reminder, now));
                else if (mine.LastMessage != Guid.Empty && Next(900) == 0)
                    optedOut.Add(citizen.Id);
                if (!optedOut.Contains(citizen.Id))
                    Decide(way, new EnrolmentCommand.Advance(way, SituationOf(Reminder, citizen, budgets[citizen.Id]), now));
            }
        }

        return (Convert.ToHexString(hash.GetHashAndReset()), log);

        void Decide(Guid way, EnrolmentCommand command)
        {
            var (citizen, mine) = ways[way];
            foreach (var e in OutreachWorkflow.Decide(command, mine).Events)
            {
                mine = OutreachWorkflow.Evolve(mine, e);
                log.Add((citizen, way, e));
                hash.AppendData(EventCatalog.Serialize(e));
                if (e is OutreachEvent.MessageWanted wanted)
                {
                    var passes = wanted.Checks.Any(check => check.Rule == ContactRules.Answer);
                    budgets[citizen.Id] = ContactBudget.Evolve(
                        budgets[citizen.Id], new ContactBudgetEvent.Spent(wanted.MessageId, way, Id, "office", "appointments", wanted.Channel, passes, wanted.At));
                }
            }

            ways[way] = (citizen, mine);
        }

        int Next(int below)
        {
            // SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }
    }
}

using System.Text.Json;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Outreach;

/// <summary>What rules and audiences need to know about citizens. All of it goes when a citizen is erased.</summary>
internal static class CitizenRows
{
    public static readonly Table Citizens = new(
        "outreach_citizens", "id",
        [new("name", Text), new("language", Text), new("time_zone", Text), new("channels", Text), new("is_contact_forbidden", Number)], []);

    public static readonly Table Attributes = new(
        "outreach_attributes", "id", [new("citizen_id", Text), new("name", Text), new("value", Text)], ["citizen_id"]);

    public static readonly Table Consents = new(
        "outreach_consents", "id",
        [new("citizen_id", Text), new("purpose", Text), new("given", Number), new("source", Text), new("at", Number)], ["citizen_id"]);

    public static readonly Table Addresses = new(
        "outreach_addresses", "id",
        [new("citizen_id", Text), new("kind", Text), new("address", Text), new("heard_on", Text), new("heard_at", Number)], ["citizen_id"]);

    public static readonly Table OptOuts = new(
        "outreach_opt_outs", "id", [new("contact_point_id", Text), new("channel", Text), new("is_out", Number)], ["contact_point_id"]);

    public static readonly Table Conversations = new("outreach_conversations", "id", [new("citizen_id", Text)], []);

    /// <summary>What happened to them; the fields stand in the log alone.</summary>
    public static readonly Table LifeEvents = new("outreach_life_events", "id", [new("citizen_id", Text), new("type", Text), new("at", Number)], ["citizen_id, at"]);

    public static IReadOnlyList<Table> Tables { get; } = [Citizens, Attributes, Consents, Addresses, OptOuts, Conversations, LifeEvents];

    public static void Apply(string id, CitizenEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case CitizenEvent.Registered:
                rows.Set(Citizens, id);
                break;
            case CitizenEvent.ProfileChanged e:
                rows.Set(Citizens, id, ("name", e.Name), ("language", e.Language));
                break;
            case CitizenEvent.PreferencesChanged e:
                rows.Set(Citizens, id, ("time_zone", e.TimeZone), ("channels", JsonSerializer.Serialize(e.Channels)));
                break;
            case CitizenEvent.AttributesChanged e:
                rows.DeleteWhere(Attributes, "citizen_id", id);
                foreach (var one in e.Attributes)
                    rows.Set(Attributes, $"{id}:{one.Name}", ("citizen_id", id), ("name", one.Name), ("value", one.Value));
                break;
            case CitizenEvent.ConsentGiven e:
                Consent(id, e.Purpose, true, e.Source, e.At, rows);
                break;
            case CitizenEvent.ConsentWithdrawn e:
                Consent(id, e.Purpose, false, e.Source, e.At, rows);
                break;
            case CitizenEvent.ContactForbidden:
                rows.Set(Citizens, id, ("is_contact_forbidden", 1L));
                break;
            case CitizenEvent.ContactAllowed:
                rows.Set(Citizens, id, ("is_contact_forbidden", 0L));
                break;
            case CitizenEvent.ContactPointAdded e:
                rows.Set(Addresses, e.ContactPointId.ToString(), ("citizen_id", id), ("kind", e.ContactPoint.Kind), ("address", e.ContactPoint.Address));
                break;
            case CitizenEvent.ContactPointRemoved e:
                rows.DeleteWhere(Addresses, Addresses.Key, e.ContactPointId.ToString());
                break;
            case CitizenEvent.Erased:
                rows.DeleteWhere(Citizens, Citizens.Key, id);
                rows.DeleteWhere(Attributes, "citizen_id", id);
                rows.DeleteWhere(Consents, "citizen_id", id);
                rows.DeleteWhere(Addresses, "citizen_id", id);
                rows.DeleteWhere(LifeEvents, "citizen_id", id);
                break;
        }
    }

    public static void Apply(string id, LifeEventEvent @event, RowChanges rows)
    {
        if (@event is LifeEventEvent.Told e)
            rows.Set(LifeEvents, id, ("citizen_id", e.CitizenId.ToString()), ("type", e.Type), ("at", Microseconds.Of(e.At)));
    }

    public static void Apply(string id, ContactPointEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ContactPointEvent.OptedOut e:
                rows.Set(OptOuts, $"{id}:{e.Channel}", ("contact_point_id", id), ("channel", e.Channel), ("is_out", 1L));
                break;
            case ContactPointEvent.OptedIn e:
                rows.Set(OptOuts, $"{id}:{e.Channel}", ("contact_point_id", id), ("channel", e.Channel), ("is_out", 0L));
                break;
        }
    }

    public static void Apply(string id, ConversationEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case ConversationEvent.Opened e:
                rows.Set(Conversations, id, ("citizen_id", e.CitizenId.ToString()));
                break;
            case ConversationEvent.MessageReceived { Details: null or { IsAutomatic: false } } e:
                rows.Set(Addresses, e.ContactPointId.ToString(), ("heard_on", e.Channel), ("heard_at", Microseconds.Of(e.At)));
                break;
            case ConversationEvent.CallStarted { Direction: Contracts.CallDirection.Inbound } e:
                rows.Set(Addresses, e.ContactPointId.ToString(), ("heard_on", "voice"), ("heard_at", Microseconds.Of(e.At)));
                break;
        }
    }

    private static void Consent(string id, string purpose, bool given, string source, DateTimeOffset at, RowChanges rows) => rows.Set(
        Consents, $"{id}:{purpose}", ("citizen_id", id), ("purpose", purpose), ("given", given ? 1L : 0L), ("source", source), ("at", Microseconds.Of(at)));
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// Everything that is stored about a citizen, for the citizen: who they are to us, their addresses with consents, their conversations as
/// agents see them, what outreach had with them, and every event that all of it comes from. Written as it is read, one conversation in memory at a time.
/// </summary>
internal sealed class ExportCitizen(CommandHandler handler, IEventStore store, ShowConversation conversations)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = ContractJson.Options.Encoder };

    internal sealed record Profile(Guid Id, string? Name, string? Language);

    internal sealed record Address(Guid Id, string Kind, string Value, string Proof, IReadOnlyList<string> OptedOut);

    /// <summary>The whole, as it is described; it is written part by part.</summary>
    internal sealed record Copy(
        Profile Profile, IReadOnlyList<Event> Events, IReadOnlyList<OfAddress> ContactPoints, IReadOnlyList<OfConversation> Conversations,
        IReadOnlyList<OfOutreach> Outreach);

    internal sealed record OfAddress(Address ContactPoint, IReadOnlyList<Event> Events);

    internal sealed record OfConversation(ShowConversation.View Conversation, IReadOnlyList<Event> Events);

    internal sealed record OfOutreach(IReadOnlyList<Event> Events);

    /// <param name="Data">As its type is described in the AsyncAPI document.</param>
    internal sealed record Event(Guid Id, string Type, DateTimeOffset Time, string Position, JsonElement Data);

    public static void Map(IEndpointRouteBuilder citizens) => citizens.MapGet("/{id:guid}/copy", (Guid id, ExportCitizen slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope(Scopes.Agent).Produces<Copy>().Refuses(410)
            .WithName(nameof(ExportCitizen)).WithSummary("Everything that is stored about this citizen");

    public async Task<IResult> HandleAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.At(id), ct)).State;
        if (!citizen.Exists)
            return CommandResults.Refused(Refusals.NoCitizen);
        if (citizen.IsErased)
            return CommandResults.Refused(Refusals.Erased);
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"citizen-{id}.json\"";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, Options);
        json.WriteStartObject();
        Write(json, "profile", new Profile(id, citizen.Name, citizen.Language));
        await WriteEventsAsync(json, CitizenDecider.StreamOf(id), ct);
        json.WriteStartArray("contactPoints");
        foreach (var (contactPointId, own) in citizen.ContactPoints)
            await WriteAddressAsync(json, contactPointId, own, ct);
        json.WriteEndArray();
        json.WriteStartArray("conversations");
        foreach (var ordinal in citizen.Joined.Values.SelectMany(joined => joined).Distinct().Order())
        {
            await WriteConversationAsync(json, ConversationDecider.IdOf(id, ordinal), ct);
            await json.FlushAsync(ct);
            await http.Response.BodyWriter.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteStartArray("outreach");
        await foreach (var stream in OutreachAsync(id, ct))
        {
            json.WriteStartObject();
            await WriteEventsAsync(json, stream, ct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        return Results.Empty;
    }

    /// <summary>Campaigns that the citizen was enrolled in, and life events: no index leads to them, so the log is scanned.</summary>
    private async IAsyncEnumerable<StreamName> OutreachAsync(Guid id, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return new StreamName("contactbudget", id);
        await foreach (var recorded in store.ReadAllAsync(0, EventFilter.Everything with { Types = ["outreach.begun.v1", "life-event.told.v1"] }, ct))
        {
            var citizen = EventCatalog.Deserialize(recorded) switch
            {
                OutreachEvent.Begun e => e.CitizenId,
                LifeEventEvent.Told e => e.CitizenId,
                _ => Guid.Empty,
            };
            if (citizen == id && StreamName.TryParse(recorded.Stream, out var stream))
                yield return stream.Value;
        }
    }

    private async Task WriteAddressAsync(Utf8JsonWriter json, Guid id, CitizenState.OwnContactPoint own, CancellationToken ct)
    {
        var stream = ContactPointDecider.StreamOf(id);
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.At(id), ct)).State;
        json.WriteStartObject();
        Write(
            json, "contactPoint",
            new Address(id, own.ContactPoint.Kind, own.ContactPoint.Address, own.Proof, [.. contactPoint.OptedOut.Order(StringComparer.Ordinal)]));
        await WriteEventsAsync(json, stream, ct);
        json.WriteEndObject();
    }

    private async Task WriteConversationAsync(Utf8JsonWriter json, Guid id, CancellationToken ct)
    {
        if (await conversations.ReadAsync(id, ct) is not { } view)
            return;
        json.WriteStartObject();
        Write(json, "conversation", view);
        await WriteEventsAsync(json, ConversationDecider.StreamOf(id), ct);
        json.WriteEndObject();
    }

    private async Task WriteEventsAsync(Utf8JsonWriter json, StreamName stream, CancellationToken ct)
    {
        json.WriteStartArray("events");
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
        {
            json.WriteStartObject();
            json.WriteString("id", recorded.Id);
            json.WriteString("type", recorded.Type);
            json.WriteString("time", recorded.Context.At.UtcDateTime);
            json.WriteString("position", recorded.Position.ToString(CultureInfo.InvariantCulture));
            json.WritePropertyName("data");
            json.WriteRawValue(recorded.Content.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ContractJson.Options);
    }
}

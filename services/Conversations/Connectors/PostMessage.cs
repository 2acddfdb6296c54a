using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>The connector API: a message from a channel of somebody's own, and what became of it.</summary>
internal sealed class PostMessage(
    IIntake intake, BusMode bus, ILogHead head, IReadModels readModels, ReadYourWrites clock, TrackingProjection projection, PhoneOptions phones, TimeProvider time)
{
    private const int MaxText = 100_000;
    private const int MaxName = 200;

    internal sealed record Body(
        [Required] string? Channel, [Required] string? Provider, [Required] string? ProviderMessageId, [Required] string? From, string? To,
        string? Text, DateTimeOffset? SentAt,
        string? Language, IReadOnlyList<Attachment>? Attachments);

    internal sealed record Accepted(Guid MessageId);

    /// <param name="Position">The log position of its event.</param>
    internal sealed record Status(Guid MessageId, Guid ConversationId, Guid CitizenId, string Position);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/messages", (Body body, PostMessage slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .RequireScope(Scopes.Connect).Produces<Accepted>(202).TellsPosition()
            .WithName(nameof(PostMessage)).WithSummary("Hand over a message from a channel of your own");
        routes.MapGet("/messages/{messageId:guid}", (Guid messageId, long? atLeast, PostMessage slice, HttpContext http, CancellationToken ct) =>
                slice.StatusAsync(messageId, atLeast, http, ct))
            .RequireScope(Scopes.Connect, Scopes.Read, Scopes.Agent).Produces<Status>()
            .WithName("ShowMessage").WithSummary("What became of a message");
    }

    public async Task<IResult> HandleAsync(Body body, HttpContext http, CancellationToken ct)
    {
        if (Missing(body) is { } field)
            return Problems.Of(400, "message.field-missing", $"The field {field} is missing or longer than {MaxName} characters.");
        if (string.IsNullOrEmpty(body.Text) && body.Attachments is not { Count: > 0 })
            return Problems.Of(400, "text.empty", "A message needs a text or an attachment.");
        if (body.Text?.Length > MaxText)
            return Problems.Of(400, "text.too-long", $"A text has at most {MaxText} characters.");
        var id = MessageHeard.IdOf(body.Channel!, body.Provider!, body.ProviderMessageId!);
        await intake.AcceptAsync(
            [new MessageHeard(
                id, body.Channel!, body.Provider!, body.ProviderMessageId!, ContactPoint.Of(body.Channel!, body.From!, phones.DefaultRegion), body.To ?? "",
                body.Text ?? "", body.Attachments ?? [], body.Language, body.SentAt, time.GetUtcNow(), [], null)],
            ct);
        if (bus.IsInProcess)
            http.Response.Headers[CommandIds.PositionHeader] = (await head.HeadAsync(ct)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Accepted($"/conversations/messages/{id}", new Accepted(id));
    }

    public async Task<IResult> StatusAsync(Guid messageId, long? atLeast, HttpContext http, CancellationToken ct)
    {
        if (!await clock.ReachesAsync(projection, atLeast, ct))
            return CommandResults.Behind(http);
        await using var connection = await readModels.OpenAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<(string ConversationId, string CitizenId, long Position)?>(new CommandDefinition(
            """
            SELECT m.conversation_id, c.citizen_id, m.position FROM messages m JOIN conversations c ON c.id = m.conversation_id
            WHERE m.message_id = @id
            """,
            new { id = messageId.ToString() },
            cancellationToken: ct));
        return found is { } row
            ? Results.Ok(new Status(
                messageId, Guid.Parse(row.ConversationId), Guid.Parse(row.CitizenId),
                row.Position.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : CommandResults.Refused(Refusals.NoMessage);
    }

    private static string? Missing(Body body)
    {
        foreach (var (name, value) in new[]
        {
            ("channel", body.Channel), ("provider", body.Provider), ("providerMessageId", body.ProviderMessageId), ("from", body.From),
        })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > MaxName)
                return name;
        }

        return body.To?.Length > MaxName ? "to" : null;
    }
}

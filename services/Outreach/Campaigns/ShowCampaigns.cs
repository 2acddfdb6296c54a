using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Campaigns, the latest first; one with its definition; the citizens enrolled in it.</summary>
internal sealed class ShowCampaigns(CommandHandler handler, IReadModels readModels, ReadYourWrites clock, OutreachProjection projection)
{
    internal sealed record Summary(
        Guid Id, string Name, string Department, string Purpose,
        [property: AllowedValues("draft", "approved", "running", "paused", "cancelled")] string Status, int Version, string Author,
        DateTimeOffset DraftedAt, DateTimeOffset? StartedAt);

    /// <param name="Status"><c>active</c>, <c>held-out</c>, <c>handed-over</c>, <c>finished</c> or <c>stopped</c>.</param>
    /// <param name="Rule">What holds it back now; null = nothing does.</param>
    /// <param name="Branch">The last answer that was understood.</param>
    internal sealed record Person(
        Guid Id, Guid CitizenId, [property: AllowedValues("active", "held-out", "handed-over", "finished", "stopped")] string Status,
        string Step, string? Outcome, string? Channel, string? Rule, string? Branch, DateTimeOffset? DueAt,
        DateTimeOffset BegunAt, DateTimeOffset? SentAt, DateTimeOffset? EndedAt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (int? limit, string? cursor, long? atLeast, ShowCampaigns slice, HttpContext http, CancellationToken ct) =>
                slice.ListAsync(limit, cursor, atLeast, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<Page<Summary>>().WithName("ListCampaigns").WithSummary("Campaigns, the latest first");
        routes.MapGet("/{id:guid}", (Guid id, ShowCampaigns slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<CampaignView>().WithName("ShowCampaign").WithSummary("One of them");
        routes.MapGet("/{id:guid}/people", (Guid id, string? status, int? limit, string? cursor, long? atLeast, ShowCampaigns slice, HttpContext http, CancellationToken ct) =>
                slice.PeopleAsync(id, status, limit, cursor, atLeast, http, ct))
            .RequireScope(Scopes.Agent).Produces<Page<Person>>().WithName("ListCampaignPeople").WithSummary("Whom it is on its way with");
    }

    public async Task<IResult> ListAsync(int? limit, string? cursor, long? atLeast, HttpContext http, CancellationToken ct)
    {
        if (!await clock.ReachesAsync(projection, atLeast, ct))
            return NotThereYet(http);
        var (count, before) = (Paging.Limit(limit), Paging.Parts(cursor, 2));
        await using var connection = await readModels.OpenAsync(ct);
        var rows = (await connection.QueryAsync<CampaignRow>(new CommandDefinition(
            """
            SELECT id, name, department, purpose, status, version, approved_version, author, drafted_at, started_at FROM outreach_campaigns
            WHERE name IS NOT NULL AND (@beforeAt IS NULL OR drafted_at < @beforeAt OR (drafted_at = @beforeAt AND id < @beforeId))
            ORDER BY drafted_at DESC, id DESC LIMIT @limit
            """,
            new { beforeAt = before is null ? (long?)null : long.Parse(before[0], CultureInfo.InvariantCulture), beforeId = before?[1], limit = count + 1 },
            cancellationToken: ct))).AsList();
        var next = rows.Count > count ? Paging.Cursor(rows[count - 1].DraftedAt.ToString(CultureInfo.InvariantCulture), rows[count - 1].Id) : null;
        return Results.Ok(new Page<Summary>([.. rows.Take(count).Select(row => row.ToSummary())], next));
    }

    public async Task<IResult> ShowAsync(Guid id, CancellationToken ct)
    {
        var state = (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
        return state.Latest is null ? CommandResults.Refused(Refusals.NoCampaign) : Results.Ok(CampaignView.Of(id, state));
    }

    public async Task<IResult> PeopleAsync(Guid id, string? status, int? limit, string? cursor, long? atLeast, HttpContext http, CancellationToken ct)
    {
        if (!await clock.ReachesAsync(projection, atLeast, ct))
            return NotThereYet(http);
        if ((await handler.LoadAsync(CampaignDecider.At(id), ct)).State.Latest is null)
            return CommandResults.Refused(Refusals.NoCampaign);
        var (count, after) = (Paging.Limit(limit), Paging.Parts(cursor, 1)?[0]);
        await using var connection = await readModels.OpenAsync(ct);
        var rows = (await connection.QueryAsync<EnrolmentRow>(new CommandDefinition(
            """
            SELECT id, citizen_id, status, step, outcome, channel, rule, branch, due_at, begun_at, sent_at, ended_at FROM outreach_enrolments
            WHERE campaign_id = @id AND (@status IS NULL OR status = @status) AND (@after IS NULL OR id > @after) ORDER BY id LIMIT @limit
            """,
            new { id = id.ToString(), status, after, limit = count + 1 }, cancellationToken: ct))).AsList();
        return Results.Ok(new Page<Person>([.. rows.Take(count).Select(row => row.ToPerson())], rows.Count > count ? Paging.Cursor(rows[count - 1].Id) : null));
    }

    internal static IResult NotThereYet(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.Of(503, "read-model.behind", "The read model has not reached that position yet; try again.");
    }

    private static DateTimeOffset? TimeOf(long? at) => at is { } known ? Microseconds.ToTime(known) : null;

    private sealed class CampaignRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Department { get; init; }
        public required string Purpose { get; init; }
        public string? Status { get; init; }
        public long Version { get; init; }
        public long? ApprovedVersion { get; init; }
        public required string Author { get; init; }
        public long DraftedAt { get; init; }
        public long? StartedAt { get; init; }

        public Summary ToSummary() => new(
            Guid.Parse(Id), Name, Department, Purpose, Status ?? (ApprovedVersion == Version ? "approved" : "draft"), (int)Version, Author,
            Microseconds.ToTime(DraftedAt), TimeOf(StartedAt));
    }

    private sealed class EnrolmentRow
    {
        public required string Id { get; init; }
        public required string CitizenId { get; init; }
        public required string Status { get; init; }
        public required string Step { get; init; }
        public string? Outcome { get; init; }
        public string? Channel { get; init; }
        public string? Rule { get; init; }
        public string? Branch { get; init; }
        public long? DueAt { get; init; }
        public long BegunAt { get; init; }
        public long? SentAt { get; init; }
        public long? EndedAt { get; init; }

        public Person ToPerson() => new(
            Guid.Parse(Id), Guid.Parse(CitizenId), Status, Step, Outcome, Channel, Rule, Branch, TimeOf(DueAt), Microseconds.ToTime(BegunAt), TimeOf(SentAt), TimeOf(EndedAt));
    }
}

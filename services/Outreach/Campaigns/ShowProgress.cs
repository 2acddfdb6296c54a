using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>How a campaign goes: how many are where, what became of messages and answers, what rules said no to, and what it changed.</summary>
internal sealed class ShowProgress(IReadModels readModels, ReadYourWrites clock, OutreachProjection projection)
{
    /// <param name="People">Everybody who has begun, held out or not.</param>
    /// <param name="Position">How far in the log this goes.</param>
    internal sealed record View(
        string Position, int People, int Active, int HeldOut, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<Sent> Messages, IReadOnlyList<Answered> Answers,
        IReadOnlyList<RefusedBy> Refused, CampaignEffect? Effect);

    internal sealed record Outcome(string Name, int People);

    /// <summary>Messages of one step over one channel; each stage counts those of the next.</summary>
    internal sealed record Sent(string Step, string Channel, int Written, int Delivered, int Read, int Failed);

    internal sealed record Answered(string Step, string Kind, string Branch, string Channel, int People);

    internal sealed record RefusedBy(string Step, string Rule, string Says, int People);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{id:guid}/progress", (Guid id, long? atLeast, ShowProgress slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, atLeast, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).Produces<View>().WithName(nameof(ShowProgress)).WithSummary("How it goes");
        routes.MapGet("/{id:guid}/progress/live", (Guid id, ShowProgress slice, HttpContext http, TimeProvider time, CancellationToken ct) => slice.LiveAsync(id, http, time, ct))
            .RequireScope(Scopes.Agent, Scopes.Read).StreamsEvents<View>("progress", resumes: false)
            .WithName("FollowProgress").WithSummary("The same, live");
    }

    public async Task<IResult> HandleAsync(Guid id, long? atLeast, HttpContext http, CancellationToken ct) =>
        await clock.ReachesAsync(projection, atLeast, ct) ? Results.Ok(await ReadAsync(id, ct)) : ShowCampaigns.NotThereYet(http);

    /// <summary>The progress, and again whenever it has changed, once a second at most.</summary>
    public async Task LiveAsync(Guid id, HttpContext http, TimeProvider time, CancellationToken ct)
    {
        var stream = await ServerSentEvents.StartAsync(http);
        var (told, quiet) = (-1L, 0);
        while (!ct.IsCancellationRequested)
        {
            var changed = await ChangedAsync(id, ct);
            if (changed != told)
            {
                await stream.SendAsync("progress", changed, await ReadAsync(id, ct));
                await stream.FlushAsync();
                told = changed;
            }
            else if (++quiet % 15 == 0)
            {
                await stream.KeepAliveAsync();
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }
    }

    public async Task<View> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var of = new { id = id.ToString() };
        var enrolments = await QueryAsync<(string Status, string? Outcome, long People)>(
            connection, "SELECT status, outcome, count(*) FROM outreach_enrolments WHERE campaign_id = @id GROUP BY status, outcome", of, ct);
        var messages = await QueryAsync<(string Step, string Channel, string State, long People)>(
            connection,
            "SELECT m.step, m.channel, m.state, count(*) FROM outreach_enrolments e JOIN outreach_messages m ON m.enrolment_id = e.id WHERE e.campaign_id = @id GROUP BY m.step, m.channel, m.state ORDER BY m.step, m.channel, m.state",
            of, ct);
        var answers = await QueryAsync<(string Step, string Kind, string Branch, string Channel, long People)>(
            connection,
            "SELECT a.step, a.kind, a.branch, a.channel, count(*) FROM outreach_enrolments e JOIN outreach_answers a ON a.enrolment_id = e.id WHERE e.campaign_id = @id GROUP BY a.step, a.kind, a.branch, a.channel ORDER BY a.step, a.kind, a.branch, a.channel",
            of, ct);
        var refused = await QueryAsync<(string Step, string Rule, string Says, long People)>(
            connection,
            "SELECT r.step, r.rule, r.says, count(DISTINCT r.enrolment_id) FROM outreach_enrolments e JOIN outreach_refused r ON r.enrolment_id = e.id WHERE e.campaign_id = @id GROUP BY r.step, r.rule, r.says ORDER BY r.step, r.rule, r.says",
            of, ct);
        var heard = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT count(*) FROM outreach_enrolments e WHERE e.campaign_id = @id AND (e.outcome IN ('replied', 'called', 'opted-out')
              OR EXISTS (SELECT 1 FROM outreach_answers a WHERE a.enrolment_id = e.id))
            """,
            of, cancellationToken: ct));
        return new View(
            $"{await ChangedAsync(id, ct)}",
            (int)enrolments.Sum(row => row.People),
            (int)enrolments.Where(row => row.Status == EnrolmentRows.Active).Sum(row => row.People),
            HeldOutOf(enrolments),
            [.. enrolments.Where(row => row.Outcome is not null && row.Outcome != Contacted).GroupBy(row => row.Outcome!).Select(group => new Outcome(group.Key, (int)group.Sum(row => row.People))).OrderByDescending(one => one.People).ThenBy(one => one.Name, StringComparer.Ordinal)],
            [.. messages.GroupBy(row => (row.Step, row.Channel)).Select(group => SentOf(group.Key.Step, group.Key.Channel, group))],
            [.. answers.Select(row => new Answered(row.Step, row.Kind, row.Branch, row.Channel, (int)row.People)).OrderBy(one => one.Step, StringComparer.Ordinal).ThenByDescending(one => one.People)],
            [.. refused.Select(row => new RefusedBy(row.Step, row.Rule, row.Says, (int)row.People)).OrderByDescending(one => one.People)],
            EffectOf(enrolments, (int)heard));
    }

    /// <summary>The outcome of somebody in the control group who contacted us nevertheless.</summary>
    private const string Contacted = "contacted";

    private static int HeldOutOf(IReadOnlyList<(string Status, string? Outcome, long People)> enrolments) =>
        (int)enrolments.Where(row => row.Status == "held-out" || row.Outcome == Contacted).Sum(row => row.People);

    private static CampaignEffect? EffectOf(IReadOnlyList<(string Status, string? Outcome, long People)> enrolments, int heard)
    {
        var heldOut = HeldOutOf(enrolments);
        var treated = (int)enrolments.Sum(row => row.People) - heldOut;
        var heldOutHeard = (int)enrolments.Where(row => row.Outcome == Contacted).Sum(row => row.People);
        return heldOut == 0 || treated == 0 ? null : CampaignEffect.Of(treated, heard, heldOut, heldOutHeard);
    }

    private static Sent SentOf(string step, string channel, IEnumerable<(string Step, string Channel, string State, long People)> rows)
    {
        var by = rows.ToDictionary(row => row.State, row => (int)row.People);
        var (read, failed) = (by.GetValueOrDefault("read"), by.GetValueOrDefault("failed"));
        return new Sent(step, channel, by.Values.Sum(), by.GetValueOrDefault("delivered") + read, read, failed);
    }

    private async Task<long> ChangedAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT max(changed) FROM (SELECT max(changed) AS changed FROM outreach_enrolments WHERE campaign_id = @id UNION ALL SELECT changed FROM outreach_campaigns WHERE id = @id) AS both_of_them",
            new { id = id.ToString() }, cancellationToken: ct)) ?? 0;
    }

    private static async Task<List<T>> QueryAsync<T>(DbConnection connection, string sql, object parameters, CancellationToken ct) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
}

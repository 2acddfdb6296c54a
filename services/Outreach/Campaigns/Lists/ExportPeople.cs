using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Everybody enrolled in a campaign as CSV (RFC 4180), streamed: ids and outcomes, no texts and no addresses.</summary>
internal sealed class ExportPeople(CommandHandler handler, IReadModels readModels)
{
    private const int PageSize = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/people.csv", (Guid id, ExportPeople slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Analyst).Produces<string>(200, "text/csv")
            .WithName(nameof(ExportPeople)).WithSummary("The same, all of them, as CSV");

    public async Task<IResult> HandleAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        if ((await handler.LoadAsync(CampaignDecider.At(id), ct)).State.Latest is null)
            return CommandResults.Refused(Refusals.NoCampaign);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"campaign-{id}.csv\"";
        await http.Response.WriteAsync("outreach,citizen,version,status,step,outcome,channel,branch,rule,begun_at,sent_at,ended_at\r\n", ct);
        for (string? after = ""; after is not null;)
        {
            var rows = await PageAsync(id, after, ct);
            var text = new StringBuilder();
            foreach (var row in rows)
                text.AppendJoin(',', row.Select(pair => CellOf(pair.Key, pair.Value))).Append("\r\n");
            await http.Response.WriteAsync(text.ToString(), ct);
            after = rows.Count == PageSize ? (string)rows[^1]["id"]! : null;
        }

        return Results.Empty;
    }

    private async Task<List<IDictionary<string, object?>>> PageAsync(Guid id, string after, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var rows = await connection.QueryAsync(new CommandDefinition(
            """
            SELECT id, citizen_id, version, status, step, outcome, channel, branch, rule, begun_at, sent_at, ended_at FROM outreach_enrolments
            WHERE campaign_id = @id AND id > @after ORDER BY id LIMIT @limit
            """,
            new { id = id.ToString(), after, limit = PageSize }, cancellationToken: ct));
        return [.. rows.Cast<IDictionary<string, object?>>()];
    }

    /// <summary>What begins like a formula is not one; what holds a separator is quoted.</summary>
    private static string CellOf(string column, object? value)
    {
        if (value is null)
            return "";
        if (column.EndsWith("_at", StringComparison.Ordinal))
            return Microseconds.ToTime(Convert.ToInt64(value, CultureInfo.InvariantCulture)).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

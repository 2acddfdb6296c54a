using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>
/// The citizen's own page: what they are written to about, who wrote and why, who learnt what; and a button to end or allow each. It shows no
/// name, no address and no text of any message: somebody else may have the link.
/// </summary>
internal sealed class CitizenPage(
    IReadModels readModels, CitizenFactsReader facts, CitizenHistory history, PageLinks links, IRequest<ChangeConsent, ConsentChanged> wish, ReadYourWrites clock,
    OutreachProjection projection, ILogHead head, OutreachOptions options, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.ShowAsync(token, http, ct))
            .AllowAnonymous().Produces<string>(200, "text/html").Produces<string>(404, "text/html").WithName("ShowCitizenPage")
            .WithSummary("The citizen's own page: what for they are written to, and a button to end or allow each");
        routes.MapPost("/me/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.ChangeAsync(token, http, ct))
            .AllowAnonymous().TakesBody("application/x-www-form-urlencoded").Produces(303).Produces<string>(404, "text/html")
            .WithName("ChangeAtCitizenPage").WithSummary("A button of that page");
        routes.MapGet("/unsubscribe/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.ConfirmUnsubscribeAsync(token, http, ct))
            .AllowAnonymous().Produces<string>(200, "text/html").Produces<string>(404, "text/html")
            .WithName("AskToUnsubscribe").WithSummary("Asks whether messages for a purpose are to end");
        routes.MapPost("/unsubscribe/{token}", (string token, CitizenPage slice, HttpContext http, CancellationToken ct) => slice.UnsubscribeAsync(token, http, ct))
            .AllowAnonymous().TakesBody("application/x-www-form-urlencoded", "multipart/form-data").Produces<string>(200, "text/html").Produces<string>(404, "text/html")
            .WithName("Unsubscribe").WithSummary("Ends them with one click (RFC 8058)");
    }

    public async Task<IResult> ShowAsync(string token, HttpContext http, CancellationToken ct)
    {
        if (await links.ReadAsync(token, ct) is not { Purpose: null } bearer)
            return Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);
        await clock.ReachesAsync(projection, await head.HeadAsync(ct), ct);
        var citizen = (await facts.ReadAsync([bearer.CitizenId], ct))[bearer.CitizenId];
        if (!citizen.IsKnown)
            return Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);
        var purposes = await PurposesAsync(citizen, ct);
        return Page(CitizenPageHtml.Of(citizen, purposes, await history.ReadAsync(bearer.CitizenId, ct), citizen.TimeZone ?? options.Zone, LanguageOf(http)), 200);
    }

    /// <summary>A button of the page: <c>purpose</c> (empty = everything) and <c>wanted</c>.</summary>
    public async Task<IResult> ChangeAsync(string token, HttpContext http, CancellationToken ct)
    {
        if (await links.ReadAsync(token, ct) is not { Purpose: null } bearer || !http.Request.HasFormContentType)
            return Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);
        var form = await http.Request.ReadFormAsync(ct);
        var purpose = form["purpose"].ToString();
        if (purpose.Length > 50)
            return Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);
        await ChangeConsentAsync(bearer.CitizenId, purpose.Length > 0 ? purpose : null, form["wanted"] == "true", "page", ct);
        // A page that is loaded again must not send the button again.
        http.Response.Headers.Location = $"/outreach/me/{token}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Asks for confirmation: a mail program that opens every link must not unsubscribe anybody.</summary>
    public async Task<IResult> ConfirmUnsubscribeAsync(string token, HttpContext http, CancellationToken ct) =>
        await links.ReadAsync(token, ct) is { Purpose: { } purpose }
            ? Page(CitizenPageHtml.Unsubscribe(purpose, isDone: false, LanguageOf(http)), 200)
            : Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);

    /// <summary>One click, by a mail program (RFC 8058) or by the button of <see cref="ConfirmUnsubscribeAsync"/>.</summary>
    public async Task<IResult> UnsubscribeAsync(string token, HttpContext http, CancellationToken ct)
    {
        if (await links.ReadAsync(token, ct) is not { Purpose: { } purpose } bearer)
            return Page(CitizenPageHtml.Invalid(LanguageOf(http)), 404);
        await ChangeConsentAsync(bearer.CitizenId, purpose, wanted: false, "link", ct);
        return Page(CitizenPageHtml.Unsubscribe(purpose, isDone: true, LanguageOf(http)), 200);
    }

    private async Task ChangeConsentAsync(Guid citizenId, string? purpose, bool wanted, string source, CancellationToken ct)
    {
        // An erased citizen is never written to again: the request holds, whatever the answer is.
        await wish.SendAsync(new ChangeConsent(Guid.CreateVersion7(), citizenId, purpose, wanted, source, time.GetUtcNow()), Timeout, ct);
    }

    /// <summary>All purposes that the citizen said something about, or was written to for.</summary>
    private async Task<IReadOnlyList<string>> PurposesAsync(CitizenFacts citizen, CancellationToken ct)
    {
        await using var connection = await readModels.OpenAsync(ct);
        var met = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT c.purpose FROM outreach_enrolments w JOIN outreach_campaigns c ON c.id = w.campaign_id WHERE w.citizen_id = @id AND w.status <> 'held-out'",
            new { id = citizen.Id.ToString() }, cancellationToken: ct));
        return [.. met.Concat(citizen.Consents.Keys).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string LanguageOf(HttpContext http) =>
        http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(one => one is "en" or "de") ?? "en";

    private static IResult Page(string html, int status) => Results.Text(html, "text/html; charset=utf-8", statusCode: status);
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>
/// A list of addresses becomes a list of citizens: unknown addresses are registered. What cannot be read is reported with its line; the
/// addresses themselves are kept nowhere but with their citizens.
/// </summary>
internal sealed class UploadList(CommandHandler handler, IRequest<ResolveCitizen, CitizenResolved> ask, PhoneOptions phones, TimeProvider time)
{
    private const int MaxLines = 200_000;
    private const int PartSize = 1_000;
    private const int SideBySide = 32;
    private const int MostRefusedShown = 1_000;
    private const long MaxBody = 40L * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="Refused">The first thousand lines that were left out, and why.</param>
    internal sealed record Report(Guid ListId, int Lines, int Citizens, int Twice, int RefusedCount, IReadOnlyList<RefusedLine> Refused);

    /// <param name="Line">From 1.</param>
    internal sealed record RefusedLine(int Line, string Code, string Says);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/list", (Guid id, UploadList slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope().Accepts<string>("text/csv").Produces<Report>().TellsPosition().Refuses(409)
            .WithName(nameof(UploadList)).WithSummary("Hand in a list of addresses; tells what was refused, and why");

    public async Task<IResult> HandleAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var campaign = (await handler.LoadAsync(CampaignDecider.At(id), ct)).State;
        if (campaign.Latest is null)
            return CommandResults.Refused(Refusals.NoCampaign);
        if (campaign.StartedAt is not null)
            return CommandResults.Refused(Refusals.AlreadyStarted);
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBody;
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: false));
        var lines = await ListFile.ReadAsync(reader, MaxLines, phones.DefaultRegion, ct);
        if (lines is null)
            return CommandResults.Refused(Refusals.ListTooLong);
        if (lines.Count == 0)
            return CommandResults.Refused(Refusals.NoList);
        var listId = http.CommandId();
        var (citizens, refused, twice) = await ResolveAsync(lines, listId, ct);
        Handled<CampaignState>? handled = null;
        for (var part = 0; part * PartSize < citizens.Count; part++)
        {
            var now = time.GetUtcNow();
            handled = await handler.HandleAsync(
                CampaignDecider.At(id),
                new CampaignCommand.ExtendList(listId, part + 1, citizens.GetRange(part * PartSize, Math.Min(PartSize, citizens.Count - (part * PartSize))), http.CallerName(), now),
                CommandContext.First(DerivedId.From("list-part", listId.ToString(), $"{part}"), http.CallerName(), now), ct);
            if (handled.Refusal is { } refusal)
                return CommandResults.Refused(refusal);
        }

        var report = new Report(listId, lines.Count, citizens.Count, twice, refused.Count, [.. refused.OrderBy(one => one.Line).Take(MostRefusedShown)]);
        return handled is null ? Results.Ok(report) : CommandResults.Ok(http, handled, () => report);
    }

    private async Task<(List<Guid> Citizens, List<RefusedLine> Refused, int Twice)> ResolveAsync(List<ListFile.Line> lines, Guid listId, CancellationToken ct)
    {
        var told = new Guid?[lines.Count];
        var now = time.GetUtcNow();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, lines.Count), new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct },
            async (i, stop) =>
            {
                if (lines[i].ContactPoint is { } contactPoint)
                {
                    var asked = new ResolveCitizen(DerivedId.From("listed", listId.ToString(), $"{lines[i].Number}"), contactPoint, lines[i].Name, lines[i].Language, now);
                    told[i] = (await ask.SendAsync(asked, Timeout, stop)).CitizenId;
                }
            });
        var (citizens, refused, seen, twice) = (new List<Guid>(), new List<RefusedLine>(), new HashSet<Guid>(), 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (told[i] is not { } citizen)
                refused.Add(lines[i].ContactPoint is null ? new RefusedLine(lines[i].Number, "address.unreadable", "This is no phone number (+49…) and no e-mail address.")
                    : new RefusedLine(lines[i].Number, Refusals.Unknown.Code, Refusals.Unknown.Sentence));
            else if (seen.Add(citizen))
                citizens.Add(citizen);
            else
                twice++;
        }

        return (citizens, refused, twice);
    }
}

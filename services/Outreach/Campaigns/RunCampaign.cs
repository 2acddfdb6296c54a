using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>A campaign's life: approve, start, pause, resume, cancel. What each step requires is the decider's matter.</summary>
internal sealed class RunCampaign(CommandHandler handler, TimeProvider time)
{
    /// <param name="Version">The version that was looked at.</param>
    internal sealed record Approval(int Version);

    public static void Map(IEndpointRouteBuilder campaigns)
    {
        campaigns.MapPost("/{id:guid}/approve", (Guid id, Approval body, RunCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, http, (author, now) => new CampaignCommand.Approve(body.Version, author, now), ct))
            .RequireScope().Produces<CampaignView>().TellsPosition().Refuses(409)
            .WithName("ApproveCampaign").WithSummary("Allow a version, as somebody else than its author");
        campaigns.MapPost("/{id:guid}/start", (Guid id, RunCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, http, (author, now) => new CampaignCommand.Start(author, now), ct))
            .RequireScope().Produces<CampaignView>().TellsPosition().Refuses(409).WithName("StartCampaign").WithSummary("Begin");
        campaigns.MapPost("/{id:guid}/pause", (Guid id, RunCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, http, (author, now) => new CampaignCommand.Pause(author, now), ct))
            .RequireScope(Scopes.Agent).Produces<CampaignView>().TellsPosition().Refuses(409)
            .WithName("PauseCampaign").WithSummary("Send nothing new until it is resumed");
        campaigns.MapPost("/{id:guid}/resume", (Guid id, RunCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, http, (author, now) => new CampaignCommand.Resume(author, now), ct))
            .RequireScope().Produces<CampaignView>().TellsPosition().Refuses(409).WithName("ResumeCampaign").WithSummary("Go on");
        campaigns.MapPost("/{id:guid}/cancel", (Guid id, RunCampaign slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, http, (author, now) => new CampaignCommand.Cancel(author, now), ct))
            .RequireScope().Produces<CampaignView>().TellsPosition().Refuses(409).WithName("CancelCampaign").WithSummary("End it for good");
    }

    private async Task<IResult> HandleAsync(Guid id, HttpContext http, Func<string, DateTimeOffset, CampaignCommand> command, CancellationToken ct)
    {
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(CampaignDecider.At(id), command(author, now), CommandContext.First(http.CommandId(), author, now), ct);
        return CommandResults.Ok(http, handled, () => CampaignView.Of(id, handled.State));
    }
}

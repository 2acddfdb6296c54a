using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Approve, start, pause, resume, cancel; and end one citizen's way.</summary>
internal sealed class WorkOnCampaign(CommandHandler handler, TimeProvider time)
{
    /// <param name="Version">The version that was looked at.</param>
    internal sealed record ApprovalBody(int Version);

    public Task<IResult> ApproveAsync(Guid id, ApprovalBody body, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, http, (author, now) => new CampaignCommand.Approve(body.Version, author, now), ct);

    public Task<IResult> StartAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, http, (author, now) => new CampaignCommand.Start(author, now), ct);

    public Task<IResult> PauseAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, http, (author, now) => new CampaignCommand.Pause(author, now), ct);

    public Task<IResult> ResumeAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, http, (author, now) => new CampaignCommand.Resume(author, now), ct);

    public Task<IResult> CancelAsync(Guid id, HttpContext http, CancellationToken ct) =>
        HandleAsync(id, http, (author, now) => new CampaignCommand.Cancel(author, now), ct);

    public async Task<IResult> StopEnrolmentAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var handled = await StopEnrolment.StopAsync(handler, id, "agent", http.CallerName(), time.GetUtcNow(), ct);
        return Answers.Of(http, handled, state => new { id, outcome = state.Outcome });
    }

    private async Task<IResult> HandleAsync(Guid id, HttpContext http, Func<string, DateTimeOffset, CampaignCommand> command, CancellationToken ct)
    {
        var (author, now) = (http.CallerName(), time.GetUtcNow());
        var handled = await handler.HandleAsync(
            CampaignDecider.Decider, CampaignDecider.StreamOf(id), command(author, now), CommandContext.First(http.CommandId(), author, now), ct);
        return Answers.Of(http, handled, state => CampaignView.Of(id, state));
    }
}

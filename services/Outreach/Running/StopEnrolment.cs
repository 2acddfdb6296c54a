using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Ends a campaign for one citizen; what is pending there is dropped.</summary>
internal static class StopEnrolment
{
    internal sealed record Stopped(Guid Id, string? Outcome);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/enrolments/{id:guid}/stop", HandleAsync)
        .RequireScope(Scopes.Agent).Produces<Stopped>().TellsPosition().WithName(nameof(StopEnrolment)).WithSummary("End a campaign for one citizen");

    public static Task<Handled<EnrolmentState>> StopAsync(
        CommandHandler handler, Guid outreachId, string reason, string author, DateTimeOffset at, CancellationToken ct) =>
        handler.HandleAsync(
            OutreachWorkflow.At(outreachId), new EnrolmentCommand.Stop(reason, author, at),
            CommandContext.First(DerivedId.From("stop", outreachId.ToString()), author, at), ct);

    private static async Task<IResult> HandleAsync(Guid id, CommandHandler handler, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var handled = await StopAsync(handler, id, "agent", http.CallerName(), time.GetUtcNow(), ct);
        return CommandResults.Ok(http, handled, () => new Stopped(id, handled.State.Outcome));
    }
}

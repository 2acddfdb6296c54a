using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>Switches faults on and off.</summary>
internal static class FaultRoutes
{
    private const int MaxLatencyMs = 60_000;
    private const int MaxTimes = 1_000_000;

    /// <summary>What is left out is off: the body is the whole of what shall go wrong.</summary>
    internal sealed record Body(
        int? LatencyMs, string? Fail, int? Times, bool? DuplicateWebhooks, bool? ReorderStatuses, bool? HoldStatuses);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/faults", Set).RequireScope(Scopes.Connect, Scopes.Agent)
            .Produces<FaultSettings>().WithName("SetFaults").WithSummary("Let the simulated provider fail");
        routes.MapGet("/faults", (FaultSwitch faults) => faults.Current).RequireScope(Scopes.Connect, Scopes.Agent)
            .WithName("ShowFaults").WithSummary("The faults that are on");
        routes.MapDelete("/faults", Clear).RequireScope(Scopes.Connect, Scopes.Agent)
            .Produces<FaultSettings>().WithName("ClearFaults").WithSummary("All faults off");
    }

    private static IResult Set(Body body, FaultSwitch faults)
    {
        if (body.LatencyMs is < 0 or > MaxLatencyMs)
            return Problems.Of(422, "fault.latency-out-of-range", "latencyMs is between 0 and 60000.");
        if (body.Fail is { } fail && !FaultSettings.Failures.Contains(fail))
            return Problems.Of(422, "fault.unknown", $"fail is one of {string.Join(", ", FaultSettings.Failures)}.");
        if (body.Times is < 1 or > MaxTimes)
            return Problems.Of(422, "fault.times-out-of-range", "times is between 1 and 1000000.");
        faults.Set(new FaultSettings(
            body.LatencyMs ?? 0,
            body.Fail,
            body.Fail is null ? 0 : body.Times ?? 1,
            body.DuplicateWebhooks ?? false,
            body.ReorderStatuses ?? false,
            body.HoldStatuses ?? false));
        return Results.Ok(faults.Current);
    }

    private static IResult Clear(FaultSwitch faults)
    {
        faults.Set(FaultSettings.None);
        return Results.Ok(faults.Current);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>Whether everything that follows the log keeps up with it.</summary>
internal sealed class ShowSubscriptions(SubscriptionLags lags)
{
    /// <param name="Id">The subscription's name.</param>
    /// <param name="Position">Everything up to here is done.</param>
    /// <param name="Behind">How many events are not; on EventStoreDB 10,000 stands for that many and more.</param>
    /// <param name="Failure">Why it stands still; absent while it runs.</param>
    internal sealed record Subscription(string Id, string Position, long Behind, string? Failure);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/subscriptions", (ShowSubscriptions slice, CancellationToken ct) => slice.HandleAsync(ct))
            .RequireScope(Scopes.Analyst, Scopes.Agent).Produces<Page<Subscription>>()
            .WithName(nameof(ShowSubscriptions)).WithSummary("How far everything that follows the log is behind it");

    public async Task<IResult> HandleAsync(CancellationToken ct) => Results.Ok(new Page<Subscription>(
        [.. (await lags.ReadAsync(ct)).Select(lag => new Subscription(lag.Name, lag.Position.ToString(CultureInfo.InvariantCulture), lag.Behind, lag.Failure))],
        null));
}

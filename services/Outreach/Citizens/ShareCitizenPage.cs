using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>The address of a citizen's own page, for an agent to hand to them.</summary>
internal static class ShareCitizenPage
{
    internal sealed record Link(string Url);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/citizens/{id:guid}/link", async (Guid id, PageLinks links, CancellationToken ct) => Results.Ok(new Link(await links.PreferencesAsync(id, ct))))
        .RequireScope(Scopes.Agent).Produces<Link>().WithName(nameof(ShareCitizenPage)).WithSummary("The citizen's own page, for them alone");
}

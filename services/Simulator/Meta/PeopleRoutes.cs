using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The people on WhatsApp and Messenger, for people and tests that play them.</summary>
internal static class PeopleRoutes
{
    /// <summary>A file of 16 MB in base64, and what stands around it.</summary>
    private const long MaxBody = 24 * 1024 * 1024;

    /// <param name="Id">A number (<c>+44…</c>) or a user id on WhatsApp, a page-scoped id on Messenger.</param>
    /// <param name="Messages">Oldest first.</param>
    /// <param name="IsConnected">False when a real app is configured for the channel.</param>
    internal sealed record PersonView(string Id, bool IsConnected, IReadOnlyList<ChatMessage> Messages);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/people/{channel}").RequireScope(Scopes.Connect, Scopes.Agent);
        people.MapGet("/{person}", Show).Produces<PersonView>().WithName("ShowPerson").WithSummary("What one person wrote and received on WhatsApp or Messenger");
        people.MapPost("/{person}/messages", (string channel, string person, ActAsPerson.Body body, ActAsPerson slice) => slice.HandleAsync(channel, person, body))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody)).Produces<ActAsPerson.Sent>(201).ProducesProblem(502)
            .WithName("ActAsPerson").WithSummary("The person writes, shows, chooses or reacts");
    }

    /// <summary>A person who never wrote is an empty one, not a missing one: everybody can be played.</summary>
    private static IResult Show(string channel, string person, ChatNetwork network, MetaPlay play) => play.Of(channel) is { } side
        ? Results.Ok(new PersonView(person, side.IsConnected, network.Of(channel, person)))
        : Problems.Of(404, "channel.missing", "The simulator plays whatsapp and messenger here.");
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>What a citizen wants to be written for, as an agent or another system hands it in.</summary>
internal sealed partial class ChangeConsents(CommandHandler handler, TimeProvider time)
{
    /// <param name="Purpose">Such as <c>appointments</c>; null = everything: <c>given: false</c> forbids writing first at all.</param>
    /// <param name="Source">How the citizen said so, such as <c>form</c> or <c>phone</c>.</param>
    /// <param name="Wording">What they agreed to, in the words they were shown.</param>
    internal sealed record Body(string? Purpose, [Required] bool? Given, [Required] string? Source, string? Wording);

    /// <param name="Given">False = withdrawn, or never wanted.</param>
    internal sealed record View(string Purpose, bool Given, string Source, string? Wording, string Author, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder citizens) => citizens.MapPut("/{id:guid}/consents", (Guid id, Body body, ChangeConsents slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Connect).Produces<IReadOnlyList<View>>()
            .TellsPosition().Refuses(410)
            .WithName(nameof(ChangeConsents)).WithSummary("What the citizen wants to be written for, or not, kept as proof");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        if (body.Given is not { } given || string.IsNullOrWhiteSpace(body.Source) || body.Source.Length > 100 || body.Wording?.Length > 2_000
            || (body.Purpose is not null && !IsPurpose(body.Purpose)))
            return CommandResults.Refused(Refusals.BadConsent);
        var now = time.GetUtcNow();
        var handled = await handler.HandleAsync(
            CitizenDecider.At(id),
            new CitizenCommand.Decide(body.Purpose, given, body.Source, body.Wording, http.CallerName(), now),
            CommandContext.First(http.CommandId(), http.CallerName(), now), ct);
        if (handled.Refusal is { } refusal)
            return CommandResults.Refused(refusal);
        http.Response.Headers[CommandIds.PositionHeader] = handled.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Ok(Of(handled.State));
    }

    public static IReadOnlyList<View> Of(CitizenState citizen) =>
        [.. citizen.Consents.Select(one => new View(one.Key, one.Value.Given, one.Value.Source, one.Value.Wording, one.Value.Author, one.Value.At))];

    internal static bool IsPurpose(string text) => text.Length is > 0 and <= 50 && Name().IsMatch(text);

    [System.Text.RegularExpressions.GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]*\z")]
    private static partial System.Text.RegularExpressions.Regex Name();
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Who is it: a citizen by id or by address.</summary>
internal sealed class FindCitizens(CommandHandler handler, AddressOwner owners, PhoneOptions phones)
{
    public static void Map(IEndpointRouteBuilder citizens)
    {
        citizens.MapGet("/", (string? contactPoint, FindCitizens slice, CancellationToken ct) => slice.SearchAsync(contactPoint, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<CitizenView>>().WithName(nameof(FindCitizens)).WithSummary("Whose address is it");
        citizens.MapGet("/{id:guid}", (Guid id, FindCitizens slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<CitizenView>().Refuses(410).WithName("ShowCitizen").WithSummary("One citizen");
    }

    public async Task<IResult> ShowAsync(Guid id, CancellationToken ct) => await CitizenView.FindAsync(handler, id, ct) is { } view
        ? Results.Ok(view)
        : CommandResults.Refused(await CitizenView.WhyNotAsync(handler, id, ct));

    public async Task<IResult> SearchAsync(string? contactPoint, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(contactPoint))
            return Problems.Of(400, "contact-point.missing", "Say which: ?contactPoint=+44…");
        CitizenView[] found = await owners.FindAsync(Parse(contactPoint), ct) is { } id && await CitizenView.FindAsync(handler, id, ct) is { } view ? [view] : [];
        return Results.Ok(new Page<CitizenView>(found, null));
    }

    /// <summary><c>kind:address</c>, or an address whose kind is plain from its form.</summary>
    private ContactPoint Parse(string text)
    {
        var trimmed = text.Trim();
        // An unescaped + of a query arrives as a blank.
        if (text.StartsWith(' ') && trimmed[0] != '+')
            trimmed = "+" + trimmed;
        // Already in the form that addresses are kept in: whoever asks so means that very one, also one that an earlier version kept.
        if (PhoneNumber.IsE164(trimmed))
            return new ContactPoint(ContactPoint.Phone, trimmed);
        if (PhoneNumber.Read(trimmed, phones.DefaultRegion) is { } number)
            return new ContactPoint(ContactPoint.Phone, number.Address);
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        // WhatsApp's own ids; its numbers are phones like others.
        if (colon > 0 && trimmed[..colon] == ContactPoint.WhatsApp)
            return new ContactPoint(ContactPoint.WhatsApp, trimmed[(colon + 1)..].Trim());
        if (colon > 0)
            return ContactPoint.Of(ContactPoint.ChannelOf(trimmed[..colon]), trimmed[(colon + 1)..], phones.DefaultRegion);
        return ContactPoint.Of(trimmed.Contains('@', StringComparison.Ordinal) ? "email" : "sms", trimmed, phones.DefaultRegion);
    }
}

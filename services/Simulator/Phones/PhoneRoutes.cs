using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The citizens' phones, for people and tests that play the citizen.</summary>
internal static class PhoneRoutes
{
    /// <param name="Number">Ours, where phones write to by default.</param>
    /// <param name="Numbers">Ours at each provider.</param>
    internal sealed record Account(string Number, bool IsConnected, IReadOnlyDictionary<string, string> Numbers);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", (SimulatorAccount account) => new Account(
                account.Twilio.From, account.IsConnected, Providers.All.ToDictionary(provider => provider, account.NumberAt)))
            .RequireScope(Scopes.Connect, Scopes.Agent)
            .WithName("ShowPhoneAccount").WithSummary("Whom the phones write to, and whether that is connected");
        var phones = routes.MapGroup("/phones").RequireScope(Scopes.Connect, Scopes.Agent);
        phones.MapGet("/", (int? limit, string? cursor, ShowPhones slice) => slice.Page(limit, cursor))
            .Produces<PhonePage>().WithName("ListPhones").WithSummary("Phones that sent or received something, the one that changed last first");
        phones.MapGet("/live", (HttpContext http, ShowPhones slice) => slice.LiveAsync(null, http))
            .StreamsEvents<PhoneMessageView>("message").WithName("FollowPhones").WithSummary("Every message of every phone that comes or changes");
        phones.MapGet("/{number}", (string number, ShowPhones slice) => slice.One(number))
            .Produces<PhoneView>().Refuses(422).WithName("ShowPhone").WithSummary("What one phone sent and received");
        phones.MapGet("/{number}/live", (string number, HttpContext http, ShowPhones slice) => slice.LiveAsync(number, http))
            .StreamsEvents<PhoneMessageView>("message").Refuses(422).WithName("FollowPhone").WithSummary("The same, live");
        phones.MapPost("/{number}/messages", (string number, SendFromPhone.Body body, SendFromPhone slice) => slice.HandleAsync(number, body))
            .Produces<PhoneMessageView>(201).ProducesProblem(502).WithName("SendFromPhone").WithSummary("The citizen sends a text message");
    }
}

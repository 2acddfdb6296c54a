using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Omnichannel.Simulator;

/// <summary>Twilio's Messages and Calls REST API at Twilio's own routes.</summary>
internal static class TwilioRoutes
{
    public const string Version = "2010-04-01";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Open to the scheme of our own keys, for it has one of its own.
        var account = routes.MapGroup($"/twilio/{Version}/Accounts/{{sid}}").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(TwilioAccess.CheckAsync);
        account.MapPost("/Messages.json", (HttpContext http, CreateMessage slice) => slice.HandleAsync(http));
        account.MapGet("/Messages.json", (HttpContext http, ReadMessages slice) => slice.List(http.Request));
        account.MapGet("/Messages/{messageSid}.json", (string messageSid, ReadMessages slice) => slice.One(messageSid));
        CallsApi.Map(account);
    }
}

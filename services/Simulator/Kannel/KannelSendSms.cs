using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>Kannel's <c>sendsms</c>: everything in the query, a sentence as the answer.</summary>
internal sealed class KannelSendSms(PhoneNetwork network, FaultSwitch faults, Carrier carrier, SimulatorAccount account, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        // Open to the scheme of our own keys, for it has one of its own.
        routes.MapGet("/kannel/cgi-bin/sendsms", (HttpContext http, KannelSendSms slice) => slice.HandleAsync(http)).AllowAnonymous().ExcludeFromDescription();

    private async Task<IResult> HandleAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (!IsAllowed(query["username"].ToString(), query["password"].ToString()))
            return Results.Text("Authorization failed for sendsms", statusCode: 403);
        if (!PhoneNumber.IsE164(query["to"].ToString()))
            return Results.Text("Sender missing and no global set, rejected", statusCode: 400);
        var fault = faults.Next();
        if (FailureOf(fault, http) is { } failure)
            return failure;
        if (!carrier.HasRoom)
            return Busy();
        var message = network.Add(new PhoneMessage
        {
            Provider = Providers.Kannel,
            Sid = Guid.NewGuid().ToString(),
            Phone = query["to"].ToString(),
            Ours = query["from"].ToString() is { Length: > 0 } from ? from : account.Kannel.From,
            IsInbound = false,
            Text = query["text"].ToString(),
            State = MessageStates.Queued,
        });
        // From here on the message is taken, and its caller may go away: neither stops it any more.
        await carrier.AcceptAsync(new Journey(message, query["dlr-url"], fault.Fail is FaultSettings.UnknownNumber or FaultSettings.OptedOut));
        await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, http.RequestAborted);
        if (fault.Fail != FaultSettings.LostAnswer)
            return Results.Text("0: Accepted for delivery", statusCode: 202);
        http.Abort();
        return Results.Empty;
    }

    private bool IsAllowed(string username, string password) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{username}:{password}")), SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Kannel.Username}:{account.Kannel.Password}")));

    private static IResult? FailureOf(FaultSettings fault, HttpContext http)
    {
        if (fault.Fail == FaultSettings.TooMany)
            http.Response.Headers.RetryAfter = "1";
        return fault.Fail switch
        {
            FaultSettings.TooMany => Results.Text("Too many requests", statusCode: 429),
            FaultSettings.Broken => Results.Text("Internal error", statusCode: 500),
            FaultSettings.Busy => Busy(),
            _ => null,
        };
    }

    private static IResult Busy() => Results.Text("Temporal failure, try again later.", statusCode: 503);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>Vonage's SMS API: takes JSON, and answers 200 also to what it refuses.</summary>
internal sealed class VonageSendSms(PhoneNetwork network, FaultSwitch faults, Carrier carrier, SimulatorAccount account, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        // Open to the scheme of our own keys, for it has one of its own.
        routes.MapPost("/vonage/sms/json", (HttpContext http, JsonElement body, VonageSendSms slice) => slice.HandleAsync(http, body)).AllowAnonymous().ExcludeFromDescription();

    private async Task<IResult> HandleAsync(HttpContext http, JsonElement body)
    {
        if (!IsAllowed(Field(body, "api_key"), Field(body, "api_secret")))
            return Refused("4", "Bad Credentials");
        var to = $"+{Field(body, "to").TrimStart('+')}";
        if (!PhoneNumber.IsE164(to))
            return Refused("2", "Missing to param");
        if (Field(body, "text").Length == 0)
            return Refused("2", "Missing text param");
        var fault = faults.Next();
        if (FailureOf(fault) is { } failure)
            return failure;
        if (!carrier.HasRoom)
            return Busy();
        var message = network.Add(new PhoneMessage
        {
            Provider = Providers.Vonage,
            Sid = Guid.NewGuid().ToString(),
            Phone = to,
            Ours = OursOf(Field(body, "from")),
            IsInbound = false,
            Text = Field(body, "text"),
            State = MessageStates.Queued,
        });
        // From here on the message is taken, and its caller may go away: neither stops it any more.
        await carrier.AcceptAsync(new Journey(message, Field(body, "callback"), fault.Fail is FaultSettings.UnknownNumber or FaultSettings.OptedOut));
        await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, http.RequestAborted);
        if (fault.Fail != FaultSettings.LostAnswer)
            return Taken(message, Field(body, "client-ref"));
        http.Abort();
        return Results.Empty;
    }

    private string OursOf(string from) => from switch
    {
        "" => account.Vonage.From,
        _ when from.All(char.IsAsciiDigit) && from.Length >= 8 => $"+{from}",
        _ => from,
    };

    private bool IsAllowed(string key, string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key}:{secret}")), SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Vonage.ApiKey}:{account.Vonage.ApiSecret}")));

    private static string Field(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";

    private static IResult? FailureOf(FaultSettings fault) => fault.Fail switch
    {
        FaultSettings.TooMany => Busy(),
        FaultSettings.Broken => Results.StatusCode(500),
        FaultSettings.Busy => Refused("5", "Internal Error"),
        _ => null,
    };

    private static IResult Busy() => Refused("1", "Throughput Rate Exceeded - please wait [ 250 ] and retry");

    private static IResult Refused(string status, string text) => Answer([new() { ["status"] = status, ["error-text"] = text }]);

    private static IResult Taken(PhoneMessage message, string reference) => Answer([.. Enumerable.Range(1, SmsText.SizeOf(message.Text).Parts).Select(
        part => new Dictionary<string, string>
        {
            ["to"] = message.Phone.TrimStart('+'),
            ["message-id"] = part == 1 ? message.Sid : $"{message.Sid}-{part}",
            ["status"] = "0",
            ["remaining-balance"] = "3.14159265",
            ["message-price"] = "0.03330000",
            ["network"] = "23410",
            ["client-ref"] = reference,
        })]);

    private static IResult Answer(Dictionary<string, string>[] messages) => Results.Json(new Dictionary<string, object>
    {
        ["message-count"] = messages.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["messages"] = messages,
    });
}

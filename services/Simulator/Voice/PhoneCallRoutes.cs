using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>What the owner of a phone can do with calls.</summary>
internal static class PhoneCallRoutes
{
    private const int MaxText = 2_000;

    /// <param name="State">As Twilio names it.</param>
    /// <param name="Awaits">What can be done now: <c>keys</c>, <c>speech</c>, <c>message</c>, <c>answer</c>, <c>queue</c>, <c>agent</c>, <c>talk</c>, or nothing.</param>
    internal sealed record View(string Id, string Phone, string Direction, string State, string Awaits, IReadOnlyList<SimulatedCall.Line> Lines);

    /// <param name="Kind"><c>keys</c>, <c>speech</c>, <c>answer</c> (text <c>machine</c> = an answering machine), <c>agent</c> or <c>hangup</c>.</param>
    internal sealed record Body(string? Kind, string? Text);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var phones = routes.MapGroup("/phones/{number}/calls").RequireScope(Scopes.Connect, Scopes.Agent);
        phones.MapPost("/", (string number, CallPlayer player, VoiceAccount voice) => Begin(number, player, voice))
            .Produces<View>(201).Refuses(409).WithName("PhoneCall").WithSummary("The citizen calls");
        phones.MapGet("/", (string number, CallNetwork network) => network.All().Where(call => call.Phone == number).Take(10).Select(Show))
            .Produces<IEnumerable<View>>().WithName("ListPhoneCalls").WithSummary("A phone's calls, the latest first");
        routes.MapPost("/calls/{id}", (string id, Body body, CallNetwork network, CallPlayer player) => Do(id, body, network, player))
            .RequireScope(Scopes.Connect, Scopes.Agent).Produces<View>()
            .WithName("ActOnPhoneCall").WithSummary("Press keys, speak, answer, hang up; or be the agent who answers");
    }

    private static IResult Begin(string number, CallPlayer player, VoiceAccount voice)
    {
        if (!voice.IsConnected)
            return Problems.Of(409, "simulator.not-connected", "A real account is configured for calls: this phone reaches nobody.");
        return PhoneNumber.IsE164(number) || number == "anonymous"
            ? Results.Created((string?)null, Show(player.Dial(number)))
            : Problems.Of(422, "phone.number-unreadable", "A phone's number is written as +44…; or it is anonymous.");
    }

    private static IResult Do(string id, Body body, CallNetwork network, CallPlayer player)
    {
        if (!network.TryFind(id, out var call))
            return Problems.Of(404, "call.missing", "There is no such call.");
        var text = body.Text ?? "";
        var isGood = body.Kind switch
        {
            "keys" => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiDigit(c) || c is '#' or '*'),
            "speech" => text.Length is > 0 and <= MaxText,
            "answer" or "agent" or "hangup" => true,
            _ => false,
        };
        if (!isGood)
            return Problems.Of(422, "call.input-unreadable", "kind is keys, speech, answer, agent or hangup; keys are digits, * and #.");
        if (body.Kind == "hangup")
            player.HangUp(call);
        else
            call.Inputs.Writer.TryWrite(new CallInput(body.Kind!, text));
        return Results.Ok(Show(call));
    }

    private static View Show(SimulatedCall call) =>
        new(call.Sid, call.Phone, call.IsInbound ? "inbound" : "outbound", call.State, call.Awaits, call.Lines);
}

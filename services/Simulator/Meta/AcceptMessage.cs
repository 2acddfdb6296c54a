using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Simulator;

/// <summary>Takes a message for a person, or fails as the faults say.</summary>
internal sealed class AcceptMessage(ChatNetwork network, FaultSwitch faults, MetaCarrier carrier, MetaPlay play, TimeProvider time)
{
    public async Task<IResult> HandleAsync(string sender, HttpContext http)
    {
        using var json = await ReadAsync(http);
        if (json is null || json.RootElement.ValueKind != JsonValueKind.Object)
            return GraphError.Of(400, 100, "Invalid parameter");
        if (sender == play.WhatsApp.Ours)
            return await TakeAsync(WhatsAppWire.ReadSend(json.RootElement, time.GetUtcNow()), play.WhatsApp, http);
        return sender == play.Messenger.Ours || sender == "me"
            ? await TakeAsync(MessengerWire.ReadSend(json.RootElement, time.GetUtcNow()), play.Messenger, http)
            : GraphError.Of(400, 100, "Object with that id does not exist");
    }

    private async Task<IResult> TakeAsync(AcceptedMessage? taken, MetaPlay.Side side, HttpContext http)
    {
        if (taken is null)
            return side == play.WhatsApp ? GraphError.Of(400, 131008, "Required parameter is missing") : GraphError.Of(400, 100, "Param is missing");
        var fault = faults.Next();
        if (GraphError.Of(fault, side.Channel, http) is { } failure)
            return failure;
        network.Add(taken.Message);
        // From here on the message is taken, and its caller may go away: neither stops it any more.
        carrier.Accept(new ChatJourney(taken, side, fault.Fail == FaultSettings.UnknownNumber));
        await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, http.RequestAborted);
        if (fault.Fail != FaultSettings.LostAnswer)
            return Results.Json(side == play.WhatsApp ? WhatsAppWire.AnswerOf(taken.Message) : MessengerWire.AnswerOf(taken.Message));
        http.Abort();
        return Results.Empty;
    }

    private static async Task<JsonDocument?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Reference">What our sender sent along and wants back.</param>
internal sealed record AcceptedMessage(ChatMessage Message, string? Reference);

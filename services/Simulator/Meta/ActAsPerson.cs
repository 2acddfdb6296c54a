using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>A person does something on WhatsApp or Messenger: it goes to our callback as Meta would bring it.</summary>
internal sealed class ActAsPerson(ChatNetwork network, MetaFiles files, MetaCallbacks callbacks, MetaPlay play, TimeProvider time)
{
    private const int MaxText = 4_096;

    /// <summary>One of these, or a text alone.</summary>
    /// <param name="Text">The words; with a file, its caption; with <paramref name="Edits"/>, the new words.</param>
    /// <param name="Name">The name the person goes by.</param>
    /// <param name="Choice">A button or list entry that we offered.</param>
    /// <param name="Answers">The id of the message that offered it.</param>
    /// <param name="ReactsTo">The id of the message that gets a sign; <paramref name="Emoji"/> null = the sign is taken away.</param>
    /// <param name="Edits">The id of the person's own message that gets other words.</param>
    internal sealed record Body(
        string? Text, string? Name, SharedFile? File, SharedPlace? Place, ChatChoice? Choice, string? Answers, string? ReactsTo, string? Emoji, string? Edits)
    {
        /// <summary>Of Messenger: a button of the page itself, such as <c>Get started</c>, or of its menu.</summary>
        public ChatChoice? Postback { get; init; }

        /// <summary>Of Messenger: what a link to the page carried, by which the person came.</summary>
        public string? Referral { get; init; }

        /// <summary>Of WhatsApp: a button of a template.</summary>
        public ChatChoice? Button { get; init; }

        /// <summary>Of WhatsApp: a filled-in form (flow), by field.</summary>
        public JsonObject? Form { get; init; }

        public bool IsMessengers => Postback is not null || Referral is not null;

        public bool IsWhatsApps => Button is not null || Form is not null;
    }

    /// <param name="Content">The bytes, in base64.</param>
    internal sealed record SharedFile(string? Name, string ContentType, byte[] Content);

    /// <param name="Latitude">Degrees north.</param>
    /// <param name="Longitude">Degrees east.</param>
    internal sealed record SharedPlace(double Latitude, double Longitude, string? Name);

    internal sealed record Sent(string Id);

    /// <summary>201 when our callback took it, so that a success here means that it is durable there; 502 when it did not.</summary>
    public async Task<IResult> HandleAsync(string channel, string person, Body body)
    {
        if (play.Of(channel) is not { } side)
            return Problems.Of(404, "channel.missing", "The simulator plays whatsapp and messenger here.");
        if (Refuse(channel, person, body) is { } refusal)
            return refusal;
        var now = time.GetUtcNow();
        var id = ChatMessage.NewId(channel);
        var wire = channel == "whatsapp"
            ? WhatsAppActs.Of(body, side.Ours, person, id, Keep, now)
            : MessengerActs.Of(body, side.Ours, person, id, KeepOnNetwork, now);
        Show(channel, person, id, body, now);
        // It is said as soon as it is sent, whether or not the caller waits.
        var status = await callbacks.PostAsync(side.Callback, wire, CancellationToken.None);
        if (status is >= 200 and < 300)
            return Results.Json(new Sent(id), statusCode: StatusCodes.Status201Created);
        network.Change(channel, person, id, message => message with { State = "failed" });
        return Problems.Of(502, "webhook.not-taken", "Our callback did not take it.");
    }

    private static IResult? Refuse(string channel, string person, Body body) => body switch
    {
        { IsMessengers: true } when channel != "messenger" => Problems.Of(422, "act.unknown", "postback and referral are Messenger's."),
        { IsWhatsApps: true } when channel != "whatsapp" => Problems.Of(422, "act.unknown", "button and form are WhatsApp's."),
        _ when person.Length is 0 or > 100 => Problems.Of(422, "person.unreadable", "A person is a number, or an id."),
        { Text.Length: > MaxText } => Problems.Of(422, "text.too-long", "A message has at most 4096 characters."),
        { File.Content.Length: > MetaFiles.MaxFile } => Problems.Of(422, "file.too-large", "A file has at most 16 MB here."),
        { Text: null or "", File: null, Place: null, Choice: null, ReactsTo: null, IsMessengers: false, IsWhatsApps: false } => Problems.Of(422, "text.missing", "The message is empty."),
        _ => null,
    };

    private MetaFile Keep(SharedFile file) => files.Add(file.ContentType, file.Name, file.Content);

    private string KeepOnNetwork(SharedFile file) => $"{play.App.BaseUrl}/cdn/{Keep(file).Id}";

    private void Show(string channel, string person, string id, Body body, DateTimeOffset now)
    {
        if (body.ReactsTo is { } target)
            network.Change(channel, person, target, message => message with { Reaction = body.Emoji });
        else if (body.Edits is { } own)
            network.Change(channel, person, own, message => message with { Text = body.Text ?? "" });
        else
        {
            network.Add(new ChatMessage
            {
                Id = id,
                Channel = channel,
                Person = person,
                Direction = "inbound",
                Text = body.Text ?? Chosen(body)?.Title ?? body.Referral ?? body.Form?.ToJsonString() ?? body.Place?.Name ?? body.File?.Name ?? "",
                Kind = body.File is not null ? "file"
                    : body.Place is not null ? "location"
                    : Chosen(body) is not null ? "choice"
                    : body.Referral is not null ? "referral"
                    : body.Form is not null ? "form"
                    : "text",
                State = "received",
                At = now,
            });
        }
    }

    private static ChatChoice? Chosen(Body body) => body.Choice ?? body.Button ?? body.Postback;
}

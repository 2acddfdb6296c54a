using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent answers: on the conversation's channel, or on another of the citizen's.</summary>
internal sealed class SendReply(CommandHandler handler, ReplyRouting routing, ConversationsOptions options, TimeProvider time)
{
    /// <param name="Text">The words.</param>
    /// <param name="Channel">Null = the channel the citizen wrote on last.</param>
    /// <param name="Subject">Of an e-mail; null = as in the thread.</param>
    /// <param name="Choices">Answers to choose from.</param>
    /// <param name="Template">An approved template, for channels that take nothing else outside their window.</param>
    internal sealed record Body(
        string? Text, string? Channel, IReadOnlyList<Attachment>? Attachments, string? Subject, IReadOnlyList<Choice>? Choices, Template? Template);

    internal sealed record Accepted(Guid Id, DeliveryState State);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/replies", (Guid id, Body body, SendReply slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Accepted>(202).TellsPosition().Refuses(409, 410).WithName(nameof(SendReply)).WithSummary("Reply");

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.At(id), ct)).State;
        if (!conversation.Exists || conversation.IsErased)
            return CommandResults.Refused(conversation.IsErased ? Refusals.Erased : Refusals.NoConversation);
        if ((body.Channel ?? conversation.LastChannel) is not { } channel)
            return CommandResults.Refused(Refusals.NoContactPoint);
        if (!ChannelTraits.Of(channel).CanSend)
            return CommandResults.Refused(Refusals.CannotSend);
        if (await routing.FindAsync(conversation, channel, ct) is not { } route)
            return CommandResults.Refused(Refusals.NoContactPoint);
        var (messageId, now) = (http.CommandId(), time.GetUtcNow());
        // A repeat is answered like the first time, whatever the rules say by now.
        if (!conversation.Replies.ContainsKey(messageId) && await CheckAsync(body, channel, route, now, ct) is { } refusal)
            return CommandResults.Refused(refusal);
        var command = new ConversationCommand.Reply(
            messageId, route.ContactPointId, route.To, route.Contact?.OurAddress, channel, body.Text ?? "", body.Attachments ?? [], http.CallerName(), now)
        {
            Details = DetailsOf(body),
        };
        var handled = await handler.HandleAsync(ConversationDecider.At(id), command, CommandContext.First(messageId, http.CallerName(), now), ct);
        return CommandResults.Accepted(http, handled, () => new Accepted(messageId, handled.State.Replies[messageId].State));
    }

    private async Task<Refusal?> CheckAsync(Body body, string channel, ReplyRoute route, DateTimeOffset now, CancellationToken ct)
    {
        var traits = ChannelTraits.Of(channel);
        var to = (await handler.LoadAsync(ContactPointDecider.At(route.ContactPointId), ct)).State;
        var draft = new ReplyDraft(body.Text ?? "") { Subject = body.Subject, IsTemplate = body.Template is not null };
        return ReplyPolicy.Check(traits, to, options.WindowOf(traits), route.Contact?.LastMessageAt, draft, now);
    }

    private static ReplyDetails? DetailsOf(Body body) => body is { Subject: null, Choices: null or { Count: 0 }, Template: null }
        ? null
        : new ReplyDetails { Subject = body.Subject, Choices = body.Choices is { Count: > 0 } ? body.Choices : null, Template = body.Template };
}

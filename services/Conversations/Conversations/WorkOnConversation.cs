using Microsoft.AspNetCore.Http;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>What an agent does to a conversation besides answering: note, assign, close, reopen.</summary>
internal sealed class WorkOnConversation(CommandHandler handler, TimeProvider time)
{
    private const int MaxLength = 20_000;

    internal sealed record NoteBody(string? Text);

    /// <summary>Who and where; what is left out is taken away.</summary>
    internal sealed record AssignmentBody(string? Assignee, string? Queue);

    internal sealed record CloseBody(string? Reason);

    internal sealed record ReopenBody;

    public Task<IResult> NoteAsync(Guid id, NoteBody body, HttpContext http, CancellationToken ct)
    {
        if (body.Text?.Length > MaxLength)
            return Task.FromResult(Answers.Refused(Refusals.TextTooLong));
        var noteId = http.CommandId();
        return DoAsync(id, new ConversationCommand.AddNote(noteId, body.Text ?? "", http.CallerName(), time.GetUtcNow()), noteId, http, ct);
    }

    public Task<IResult> AssignAsync(Guid id, AssignmentBody body, HttpContext http, CancellationToken ct) =>
        DoAsync(id, new ConversationCommand.Assign(body.Assignee, body.Queue, http.CallerName(), time.GetUtcNow()), http.CommandId(), http, ct);

    public Task<IResult> CloseAsync(Guid id, CloseBody? body, HttpContext http, CancellationToken ct) =>
        DoAsync(id, new ConversationCommand.Close(body?.Reason, http.CallerName(), time.GetUtcNow()), http.CommandId(), http, ct);

    public Task<IResult> ReopenAsync(Guid id, ReopenBody? body, HttpContext http, CancellationToken ct) =>
        DoAsync(id, new ConversationCommand.Reopen(http.CallerName(), time.GetUtcNow()), http.CommandId(), http, ct);

    private async Task<IResult> DoAsync(Guid id, ConversationCommand command, Guid commandId, HttpContext http, CancellationToken ct)
    {
        var handled = await handler.HandleAsync(
            ConversationDecider.Decider, ConversationDecider.StreamOf(id), command,
            CommandContext.First(commandId, http.CallerName(), time.GetUtcNow()), ct);
        return Answers.Of(http, handled, () => new Created(command is ConversationCommand.AddNote note ? note.NoteId : id));
    }
}

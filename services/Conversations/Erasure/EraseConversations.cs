using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Erases a citizen's conversations: an event in each, and then its files deleted.</summary>
internal sealed class EraseConversations(CommandHandler handler, IEventStore store, IAttachmentStore files)
{
    /// <param name="Conversations">How many there were.</param>
    /// <param name="Files">How many stored files stood in them.</param>
    /// <param name="Ids">Of conversations, messages and notes: what answers may mention.</param>
    /// <param name="Subjects">The subjects that their data was sealed for.</param>
    internal sealed record Erased(int Conversations, int Files, HashSet<Guid> Ids, HashSet<Guid> Subjects);

    public async Task<Erased> EraseAsync(Guid citizenId, DateTimeOffset at, CancellationToken ct)
    {
        var ids = new HashSet<Guid>();
        var stored = new HashSet<Guid>();
        var subjects = new HashSet<Guid>();
        var count = 0;
        for (var ordinal = 1; ; ordinal++)
        {
            var id = ConversationDecider.IdOf(citizenId, ordinal);
            var conversation = ConversationDecider.At(id);
            var before = (await handler.LoadAsync(conversation, ct)).State;
            await handler.HandleAsync(
                conversation, new ConversationCommand.Erase(citizenId, at),
                new CommandContext(DerivedId.From("erase", id.ToString()), citizenId, citizenId, "conversations", at), ct);
            // The number after the last is taken as well: a message that is about to open that conversation finds it erased.
            if (before is { Exists: false } or { IsErased: true, Ordinal: 0 })
                return new Erased(count, await DeleteAsync(stored, ct), ids, subjects);
            count++;
            ids.Add(id);
            // After it is erased nothing can come to it any more.
            await CollectAsync(conversation.Stream, ids, stored, subjects, ct);
        }
    }

    private async Task CollectAsync(StreamName stream, HashSet<Guid> ids, HashSet<Guid> stored, HashSet<Guid> subjects, CancellationToken ct)
    {
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, ct))
        {
            switch (EventCatalog.Deserialize(recorded))
            {
                case ConversationEvent.MessageReceived e:
                    Collect(e.MessageId, e.Attachments);
                    break;
                case ConversationEvent.AttachmentsStored e:
                    Collect(e.MessageId, e.Attachments);
                    break;
                case ConversationEvent.ReplyWritten e:
                    Collect(e.MessageId, e.Attachments);
                    break;
                case ConversationEvent.ReplyObserved e:
                    Collect(e.MessageId, e.Attachments);
                    break;
                case ConversationEvent.NoteAdded e:
                    ids.Add(e.NoteId);
                    break;
                case ConversationEvent.CallStarted e:
                    // What was reported of the call before anybody knew whose it is.
                    subjects.Add(Subjects.OwnOf(CallLinkDecider.StreamOf(e.Provider, e.ProviderCallId)));
                    break;
            }
        }

        void Collect(Guid messageId, IReadOnlyList<Attachment> attachments)
        {
            ids.Add(messageId);
            stored.UnionWith(attachments.Select(attachment => attachment.StoredId()).OfType<Guid>());
        }
    }

    private async Task<int> DeleteAsync(HashSet<Guid> stored, CancellationToken ct)
    {
        foreach (var id in stored)
            await files.DeleteAsync(id, ct);
        return stored.Count;
    }
}

using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Feeds;

/// <summary>A log of notes in a few conversations, with known ids.</summary>
internal static class SampleLog
{
    public const string NoteType = "conversation.note-added.v1";

    /// <summary>Appends notes <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/>, a second apart, in seven conversations in turn.</summary>
    /// <param name="scope">In all ids, where the log is shared with other tests.</param>
    public static async Task WriteAsync(IEventStore store, int from, int count, Func<int, DateTimeOffset>? clock = null, string scope = "")
    {
        for (var i = from; i < from + count; i++)
        {
            var stream = new StreamName("conversation", DerivedId.From("sample", $"{scope}{i % 7}"));
            var result = await store.AppendAsync(new AppendRequest(stream, i / 7, [Note(i, clock?.Invoke(i) ?? Moment.Noon.AddSeconds(i), scope)]), CancellationToken.None);
            if (result.Outcome != AppendOutcome.Appended)
                throw new InvalidOperationException($"{i}: {result}");
        }
    }

    public static NewEvent Note(int i, DateTimeOffset at, string scope = "") => new(
        DerivedId.From("note", $"{scope}{i}"), NoteType,
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { noteId = DerivedId.From("note", $"{scope}{i}"), text = $"=note {i}, \"zwei\" Zeilen\n😀", author = "anna", at })),
        new EventContext(at, $"correlation-{i}", i % 2 == 0 ? $"causation-{i}" : null, "anna", i % 3 == 0 ? "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" : null));

    /// <summary>The whole log as text, event by event, without the order of members, which PostgreSQL does not keep.</summary>
    public static async Task<List<string>> DumpAsync(IEventStore store, long after = 0)
    {
        var lines = new List<string>();
        await foreach (var e in store.ReadAllAsync(after, EventFilter.Everything, CancellationToken.None))
        {
            using var content = JsonDocument.Parse(e.Content);
            var members = string.Join('|', content.RootElement.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}={member.Value}"));
            lines.Add($"{e.Position} {e.Stream} {e.Version} {e.Id} {e.Type} {e.Context} {members}");
        }

        return lines;
    }
}

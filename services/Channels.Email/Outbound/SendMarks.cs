using System.Globalization;
using System.Text;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Mail servers cannot be asked whether they have a mail, so we record it ourselves: before the last dot is sent, and when the reply is there.
/// The notes lie beside the attachments, where all processes of an installation find them, a folder for each day a message was written.
/// </summary>
internal sealed class SendMarks(AttachmentOptions attachments, TimeProvider time)
{
    private const string Sending = "sending";
    private const string Accepted = "accepted";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);
    private readonly string _root = Path.Combine(attachments.Folder, "email-sends");

    internal enum Mark
    {
        /// <summary>It surely never went out.</summary>
        None,

        /// <summary>It may have gone out.</summary>
        Sending,

        Accepted,
    }

    /// <summary>Marks of this folder; what is too old to matter is deleted first.</summary>
    public static SendMarks Swept(AttachmentOptions attachments, TimeProvider time)
    {
        var marks = new SendMarks(attachments, time);
        marks.Sweep();
        return marks;
    }

    public async Task<Mark> FindAsync(Guid messageId, DateTimeOffset writtenAt, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(PathOf(messageId, writtenAt), ct) == Accepted ? Mark.Accepted : Mark.Sending;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Mark.None;
        }
    }

    /// <summary>Returns once the note is on disk: the last dot may go out. At once, for it stands between two writes of a client that knows no other way.</summary>
    public void SetSending(Guid messageId, DateTimeOffset writtenAt)
    {
        using var file = Open(messageId, writtenAt);
        file.Write(Encoding.ASCII.GetBytes(Sending));
        file.Flush(flushToDisk: true);
    }

    public async Task SetAcceptedAsync(Guid messageId, DateTimeOffset writtenAt, CancellationToken ct)
    {
        await using var file = Open(messageId, writtenAt);
        await file.WriteAsync(Encoding.ASCII.GetBytes(Accepted), ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The server said that it did not take it.</summary>
    public void Clear(Guid messageId, DateTimeOffset writtenAt)
    {
        if (PathOf(messageId, writtenAt) is var path && File.Exists(path))
            File.Delete(path);
    }

    /// <summary>Deletes marks that are no longer needed.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(_root))
            return;
        foreach (var folder in Directory.GetDirectories(_root))
        {
            if (DateOnly.TryParseExact(Path.GetFileName(folder), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day < DateOnly.FromDateTime((time.GetUtcNow() - Kept).UtcDateTime))
                Directory.Delete(folder, recursive: true);
        }
    }

    private FileStream Open(Guid messageId, DateTimeOffset writtenAt)
    {
        var path = PathOf(messageId, writtenAt);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 64);
    }

    private string PathOf(Guid messageId, DateTimeOffset writtenAt) =>
        Path.Combine(_root, writtenAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), messageId.ToString("N"));
}

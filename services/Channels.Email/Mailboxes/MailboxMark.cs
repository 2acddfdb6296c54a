using MailKit;
using MailKit.Search;

namespace Omnichannel.Channels.Email;

/// <summary>
/// How a mailbox itself remembers which mails were taken: no memory of ours has to agree with it, whoever is restarted or put back from a
/// backup. UIDs alone would not do: a server may number all mails anew (RFC 9051, UIDVALIDITY).
/// </summary>
internal abstract record MailboxMark
{
    public static IReadOnlyList<string> Kinds { get; } = ["seen", "keyword", "move"];

    private MailboxMark()
    {
    }

    /// <summary>Marks one mail of the folder it was prepared for.</summary>
    public delegate Task Setting(UniqueId mail, CancellationToken ct);

    /// <summary>What has not been taken yet.</summary>
    public abstract SearchQuery Untaken { get; }

    /// <summary>Looks whether marking will work, before anything is fetched that could then never be marked.</summary>
    /// <param name="folder">Open for changes.</param>
    /// <param name="find">Finds another folder of the same mailbox, or throws.</param>
    /// <exception cref="MailboxFault">It will not.</exception>
    public abstract Task<Setting> PrepareAsync(IMailFolder folder, Func<string, Task<IMailFolder>> find);

    /// <param name="options">Validated.</param>
    public static MailboxMark Of(MailboxOptions options) => options.Mark.ToLowerInvariant() switch
    {
        "keyword" => new Keyword(options.Keyword),
        "move" => new Move(options.MoveTo),
        _ => new Seen(),
    };

    /// <summary>An atom of RFC 9051 that no server reads as something else.</summary>
    public static bool IsKeyword(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '-' or '_');

    private sealed record Seen : MailboxMark
    {
        public override SearchQuery Untaken => SearchQuery.NotSeen;

        public override Task<Setting> PrepareAsync(IMailFolder folder, Func<string, Task<IMailFolder>> find) =>
            folder.PermanentFlags.HasFlag(MessageFlags.Seen)
                ? Task.FromResult<Setting>((mail, ct) => folder.AddFlagsAsync(mail, MessageFlags.Seen, silent: true, ct))
                : throw MailboxFault.CannotMark("mails in it cannot be marked as read for good");
    }

    private sealed record Keyword(string Name) : MailboxMark
    {
        public override SearchQuery Untaken => SearchQuery.NotKeyword(Name);

        public override Task<Setting> PrepareAsync(IMailFolder folder, Func<string, Task<IMailFolder>> find) =>
            folder.PermanentFlags.HasFlag(MessageFlags.UserDefined) || folder.PermanentKeywords.Contains(Name)
                ? Task.FromResult<Setting>((mail, ct) => folder.AddFlagsAsync(mail, MessageFlags.None, [Name], silent: true, ct))
                : throw MailboxFault.CannotMark("the server keeps no keywords of one's own; use Mark 'seen' or 'move'");
    }

    private sealed record Move(string To) : MailboxMark
    {
        public override SearchQuery Untaken => SearchQuery.All;

        public override async Task<Setting> PrepareAsync(IMailFolder folder, Func<string, Task<IMailFolder>> find)
        {
            if (!folder.PermanentFlags.HasFlag(MessageFlags.Deleted))
                throw MailboxFault.CannotMark("mails cannot be moved out of it");
            var to = await find(To);
            return (mail, ct) => folder.MoveToAsync(mail, to, ct);
        }
    }
}

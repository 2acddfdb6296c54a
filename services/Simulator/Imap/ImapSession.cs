using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>
/// One IMAP dialogue (RFC 3501, with IDLE, MOVE and UIDPLUS): sign-in, folders, and what <see cref="SelectedFolder"/> does with one. What is not
/// played gets BAD, never a wrong answer.
/// </summary>
internal sealed class ImapSession(Stream stream, SimulatedMail account, OurMailbox mailbox)
{
    private const string Capabilities = "CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS LITERAL+";

    /// <summary>How long the one that idles is without a sign of life (RFC 2177 gives it 29 minutes).</summary>
    private static readonly TimeSpan IdlePatience = TimeSpan.FromMinutes(30);
    private bool _isSignedIn;
    private SelectedFolder? _folder;

    public async Task RunAsync(CancellationToken ct)
    {
        using var line = new ImapLine(stream);
        await line.SayAsync($"* OK [{Capabilities}] simulator", ct);
        while (await line.ReadAsync(ct) is { } command)
        {
            var words = new ImapWords(command);
            var (tag, verb) = (words.Next(), words.Next().ToUpperInvariant());
            string answer;
            try
            {
                answer = await AnswerAsync(line, verb, words, ct);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                answer = $"BAD not played here: {exception.Message}";
            }

            await line.SayAsync($"{tag} {answer}", ct);
            if (verb == "LOGOUT")
                return;
        }
    }

    private async Task<string> AnswerAsync(ImapLine line, string verb, ImapWords words, CancellationToken ct)
    {
        switch (verb)
        {
            case "CAPABILITY":
                await line.SayAsync($"* {Capabilities}", ct);
                return "OK done";
            case "LOGOUT":
                await line.SayAsync("* BYE until next time", ct);
                return "OK done";
            case "NOOP" when _folder is null:
                return "OK done";
            case "LOGIN":
                _isSignedIn = Same(words.Next(), account.User) & Same(words.Next(), account.Password);
                return _isSignedIn ? $"OK [{Capabilities}] signed in" : "NO [AUTHENTICATIONFAILED] wrong name or password";
            case var _ when !_isSignedIn:
                return "BAD sign in first";
            case "LIST":
                return await ListAsync(line, words, ct);
            case "SELECT" or "EXAMINE":
                return await SelectAsync(line, words.Next(), verb == "EXAMINE", ct);
            case var _ when _folder is null:
                return "BAD select a folder first";
            case "CLOSE" or "UNSELECT":
                if (verb == "CLOSE")
                    _folder.Expunge();
                _folder = null;
                return "OK done";
            case "IDLE":
                return await IdleAsync(line, _folder, ct);
            case "UID":
                return await _folder.DoAsync(line, words.Next().ToUpperInvariant(), isByUid: true, words, ct);
            default:
                return await _folder.DoAsync(line, verb, isByUid: false, words, ct);
        }
    }

    private async Task<string> ListAsync(ImapLine line, ImapWords words, CancellationToken ct)
    {
        words.Next();
        var pattern = words.Next();
        if (pattern.Length == 0)
            await line.SayAsync("* LIST (\\Noselect) \"/\" \"\"", ct);
        foreach (var name in mailbox.Folders.Where(name => pattern is "*" or "%" || name.Equals(pattern, StringComparison.OrdinalIgnoreCase)))
            await line.SayAsync($"* LIST (\\HasNoChildren) \"/\" {name}", ct);
        return "OK done";
    }

    private async Task<string> SelectAsync(ImapLine line, string name, bool isReadOnly, CancellationToken ct)
    {
        _folder = null;
        if (mailbox.In(name) is not { } mails)
            return "NO [NONEXISTENT] there is no such folder";
        _folder = new SelectedFolder(mailbox, name, isReadOnly, mails);
        var flags = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";
        foreach (var told in (string[])
            [
                $"* FLAGS ({flags})", $"* OK [PERMANENTFLAGS ({(isReadOnly ? "" : $"{flags} \\*")})] kept", $"* {mails.Count.ToString(CultureInfo.InvariantCulture)} EXISTS", "* 0 RECENT",
                $"* OK [UIDVALIDITY {mailbox.UidValidity}] valid", $"* OK [UIDNEXT {mailbox.NextUid}] next",
            ])
            await line.SayAsync(told, ct);
        return isReadOnly ? "OK [READ-ONLY] done" : "OK [READ-WRITE] done";
    }

    /// <summary>Tells what comes until the other side says DONE.</summary>
    private async Task<string> IdleAsync(ImapLine line, SelectedFolder folder, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(IdlePatience);
        await line.SayAsync("+ idling", ct);
        var done = line.ReadAsync(patience.Token);
        while (!done.IsCompleted)
        {
            var changed = mailbox.Changed;
            await folder.TellAsync(line, ct);
            await Task.WhenAny(done, changed);
        }

        return string.Equals(await done, "DONE", StringComparison.OrdinalIgnoreCase) ? "OK done" : "BAD it was not DONE";
    }

    private static bool Same(string told, string right) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}

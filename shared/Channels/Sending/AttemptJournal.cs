using System.Globalization;
using Microsoft.Extensions.Configuration;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels;

/// <summary>
/// The memory of providers that cannot be asked what they have: a file for each message that was handed to one, made before the call and
/// taken away when the provider surely did not take it. So an order that comes again is sent again only if it never left; what was under way
/// in a crash is unclear, and nothing is sent on suspicion. The data folder must outlive the process for that.
/// </summary>
public sealed class AttemptJournal(IConfiguration configuration)
{
    /// <summary>Orders come again for a day.</summary>
    private const int DaysKept = 3;

    private readonly string _folder = Path.Combine(configuration["OMNICHANNEL_DATA"] ?? "data", "attempts");

    /// <summary>Makes the call, remembered before and after; a message that is remembered already is not sent.</summary>
    public async Task<SendOutcome> RunAsync(SendMessage message, Func<Task<SendOutcome>> call)
    {
        var path = PathOf(message);
        if (!Begin(path))
            return Find(message) ?? new SendOutcome.Unclear("provider.cannot-be-asked");
        var outcome = await call();
        if (outcome is SendOutcome.Accepted accepted)
            Write(path, accepted.ProviderMessageId);
        else if (outcome is SendOutcome.Rejected or SendOutcome.TryLater)
            File.Delete(path);
        return outcome;
    }

    /// <summary>As <see cref="IMessageSender.FindAsync"/>: null when it surely never left.</summary>
    public SendOutcome? Find(SendMessage message)
    {
        try
        {
            return File.ReadAllText(PathOf(message)) is { Length: > 0 } id
                ? new SendOutcome.Accepted(id)
                : new SendOutcome.Unclear("provider.cannot-be-asked");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>False when it had begun before, here or in another process.</summary>
    private bool Begin(string path)
    {
        var day = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(day))
        {
            CreateFolder(day);
            ForgetBefore(Path.GetFileName(day));
        }

        try
        {
            using var file = new FileStream(path, NewFile());
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>By a rename: an id is there whole or not at all.</summary>
    private static void Write(string path, string id)
    {
        var draft = path + ".draft";
        using (var file = new StreamWriter(draft, NewFile()))
            file.Write(id);
        File.Move(draft, path, overwrite: true);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void ForgetBefore(string day)
    {
        var oldest = DateTime.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture).AddDays(-DaysKept).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        foreach (var folder in Directory.GetDirectories(_folder).Where(folder => string.CompareOrdinal(Path.GetFileName(folder), oldest) < 0))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another process was faster.
            }
        }
    }

    /// <summary>By the day on which the message was written, which every order for it tells alike.</summary>
    private string PathOf(SendMessage message) => Path.Combine(
        _folder, message.WrittenAt.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), message.MessageId.ToString("N"));
}

using System.Security.Cryptography;
using System.Text;
using Omnichannel.Settings;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>
/// Where the epoch key is: <c>OMNICHANNEL_EPOCH_KEY</c> (base64 of 32 bytes; several with commas while it is changed, the newest first), else
/// <c>epoch.key</c> in the data folder, readable by its owner only. Where several processes share a database and neither is there, it
/// follows from the admin key that they share, as other secrets do.
/// </summary>
internal sealed class EpochKeys(string? configured, string? adminKey, string folder)
{
    private const string Setting = "OMNICHANNEL_EPOCH_KEY";

    private string File => Path.Combine(folder, "epoch.key");

    /// <param name="isShared">The keys are in a database that other processes use too.</param>
    public static EpochKeys Of(InstallationOptions installation, bool isShared) => new(
        installation.EpochKey is { Length: > 0 } text ? text : null,
        isShared && installation.AdminKey is { Length: > 0 } adminKey ? adminKey : null,
        installation.Folder);

    /// <summary>True when the setting says which, so that this program cannot change it by itself.</summary>
    public bool IsConfigured => configured is not null || (adminKey is not null && !System.IO.File.Exists(File));

    /// <summary>All that may be in use, the newest first.</summary>
    /// <exception cref="InvalidOperationException">One cannot be read.</exception>
    public IReadOnlyList<EpochKey> Known()
    {
        var known = new List<EpochKey>();
        if (configured is not null)
            known.AddRange(Parse(configured.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Setting));
        if (System.IO.File.Exists(File))
            known.AddRange(Parse(System.IO.File.ReadAllLines(File).Where(line => line.Length > 0), File));
        if (adminKey is not null)
            known.Add(EpochKey.Of(HMACSHA256.HashData(Encoding.UTF8.GetBytes(adminKey), "epoch key"u8)));
        return known;
    }

    /// <summary>Makes the file where nothing else gives a key; another process may be faster.</summary>
    public EpochKey First()
    {
        if (Known() is [var first, ..])
            return first;
        try
        {
            Write(File, [EpochKey.New()]);
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
        }

        return Known()[0];
    }

    /// <summary>Puts a new key before those in the file: whatever happens next, both are known.</summary>
    public EpochKey Begin()
    {
        var next = EpochKey.New();
        Replace([next, .. Known()]);
        return next;
    }

    /// <summary>From now on there is this one only; what was there is overwritten, as far as the disk lets it be.</summary>
    public void End(EpochKey only)
    {
        using var old = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        Replace([only]);
        old.Write(new byte[old.Length]);
        old.Flush(flushToDisk: true);
    }

    private void Replace(IReadOnlyList<EpochKey> keys)
    {
        var draft = File + ".draft";
        System.IO.File.Delete(draft);
        Write(draft, keys);
        System.IO.File.Move(draft, File, overwrite: true);
    }

    private static void Write(string path, IReadOnlyList<EpochKey> keys)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => key.Text + "\n"))));
        file.Flush(flushToDisk: true);
    }

    private static IEnumerable<EpochKey> Parse(IEnumerable<string> texts, string where)
    {
        foreach (var text in texts)
        {
            var bytes = new byte[33];
            if (!Convert.TryFromBase64String(text.Trim(), bytes, out var length) || length != 32)
                throw new InvalidOperationException($"{where} is no epoch key: it is the base64 of 32 bytes, such as 'openssl rand -base64 32' makes.");
            yield return EpochKey.Of(bytes[..32]);
        }
    }
}

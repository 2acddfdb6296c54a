using System.Runtime.InteropServices;

namespace Omnichannel.Hosting;

/// <summary>
/// Makes a new name in a folder survive a power cut: on Linux that takes a sync of the folder itself, which .NET does not have. Elsewhere it
/// does nothing; NTFS journals names by itself.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The folder cannot be synced: what was named in it may be lost.</exception>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            throw new IOException($"{folder} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            if (Fsync(handle) != 0)
                throw new IOException($"{folder} cannot be synced: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}

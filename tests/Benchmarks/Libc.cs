using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Omnichannel.Benchmarks;

/// <summary>Two calls that .NET does not have: its flush is a whole fsync, its shortest sleep a millisecond.</summary>
internal static partial class Libc
{
    public static void FlushContent(SafeFileHandle file)
    {
        if (Fdatasync(file) != 0)
            throw new IOException($"fdatasync failed with {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    public static partial int SleepMicroseconds(uint microseconds);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);
}

using Microsoft.Win32.SafeHandles;

namespace Omnichannel.Benchmarks.Log;

/// <summary>The baseline of everything embedded: append to a file, fdatasync, nothing else.</summary>
internal sealed class SyncedFile(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    private long _end;

    public long Length => RandomAccess.GetLength(_file);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _end);
        _end += bytes.Length;
        Libc.FlushContent(_file);
    }

    public void Dispose() => _file.Dispose();
}

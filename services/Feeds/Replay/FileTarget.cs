using System.Buffers;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>A file with one event a line. What an interrupted replay left goes on after its last whole line.</summary>
internal sealed class FileTarget : IReplayTarget
{
    private const int FlushAt = 256 * 1024;
    private const int LookBack = 64 * 1024;

    private readonly FileStream _file;
    private readonly IReplayFormat _format;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);

    /// <exception cref="IOException">The file cannot be opened, or another replay writes it.</exception>
    public FileTarget(string path, IReplayFormat format)
    {
        _format = format;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
    }

    public async Task<long?> ReachedAsync(CancellationToken ct)
    {
        var (line, end) = await LastLineAsync(ct);
        _file.SetLength(end);
        _file.Position = end;
        if (end == 0)
        {
            _format.WriteHead(_buffer);
            return null;
        }

        if (_format.PositionOf(line) is { } position)
            return position;
        var head = new ArrayBufferWriter<byte>();
        _format.WriteHead(head);
        return head.WrittenSpan.TrimEnd("\r\n"u8).SequenceEqual(line)
            ? null
            : throw new InvalidOperationException($"{_file.Name} does not end as a replay of this kind leaves it; name a file that is not there yet.");
    }

    public async ValueTask WriteAsync(RecordedEvent recorded, CancellationToken ct)
    {
        _format.Write(_buffer, recorded);
        if (_buffer.WrittenCount >= FlushAt)
            await FlushAsync(ct);
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async Task FlushAsync(CancellationToken ct)
    {
        await _file.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }

    /// <summary>The last line that has its end, without it, and where it ends; what is behind it was cut off in the middle.</summary>
    private async Task<(byte[] Line, long End)> LastLineAsync(CancellationToken ct)
    {
        for (long size = LookBack; ; size *= 4)
        {
            var start = Math.Max(0, _file.Length - size);
            var tail = new byte[_file.Length - start];
            _file.Position = start;
            await _file.ReadExactlyAsync(tail, ct);
            var end = tail.AsSpan().LastIndexOf((byte)'\n');
            var before = end < 0 ? -1 : tail.AsSpan(0, end).LastIndexOf((byte)'\n');
            if (start > 0 && before < 0)
                continue;
            return end < 0 ? ([], 0) : (tail.AsSpan(before + 1, end - before - 1).TrimEnd((byte)'\r').ToArray(), start + end + 1);
        }
    }
}

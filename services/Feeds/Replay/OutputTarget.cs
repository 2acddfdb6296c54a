using System.Buffers;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>Standard output: nothing is there from before.</summary>
internal sealed class OutputTarget(Stream output, IReplayFormat format) : IReplayTarget
{
    private const int FlushAt = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);

    public Task<long?> ReachedAsync(CancellationToken ct)
    {
        format.WriteHead(_buffer);
        return Task.FromResult<long?>(null);
    }

    public async ValueTask WriteAsync(RecordedEvent recorded, CancellationToken ct)
    {
        format.Write(_buffer, recorded);
        if (_buffer.WrittenCount >= FlushAt)
            await SaveAsync(ct);
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        await output.WriteAsync(_buffer.WrittenMemory, ct);
        await output.FlushAsync(ct);
        _buffer.ResetWrittenCount();
    }

    public ValueTask DisposeAsync() => output.DisposeAsync();
}

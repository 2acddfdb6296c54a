using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary>
/// Takes a replayed log in, in its order and with its ids. The next chunk is read while the last one is written. What the log has already is
/// passed over, so an import that was stopped goes on when it is started again.
/// </summary>
internal sealed class Import(IEventImport import)
{
    private const int Chunk = 5_000;
    private const long ChunkBytes = 16 << 20;

    /// <param name="length">Bytes of the whole file; null = not known.</param>
    /// <param name="isWhole">Also access keys and the installation's secrets: the file is trusted as the log itself is.</param>
    /// <exception cref="InvalidOperationException">A line cannot be read or does not fit; the message names it. Everything before its chunk is in the log.</exception>
    public async Task<ImportTotals> RunAsync(Stream file, long? length, bool isWhole, Progress progress, CancellationToken ct)
    {
        var chunks = Channel.CreateBounded<Lines>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = ReadAsync(file, isWhole, chunks.Writer, stop.Token);
        var totals = default(ImportTotals);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
            {
                // A chunk is always finished: cancellation takes effect between chunks.
                totals = totals.With(await WriteAsync(chunk));
                progress.Report(totals.Appended + totals.Known, length is { } bytes ? (double)chunk.Read / bytes : null);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        progress.Done();
        await reading;
        return totals;
    }

    private async Task<ImportResult> WriteAsync(Lines chunk)
    {
        try
        {
            return await import.ImportAsync(chunk.Events, CancellationToken.None);
        }
        catch (ImportConflictException exception)
        {
            throw new InvalidOperationException($"Line {chunk.Numbers[exception.Index]} does not fit: {exception.Message}", exception);
        }
    }

    private static async Task ReadAsync(Stream file, bool isWhole, ChannelWriter<Lines> chunks, CancellationToken ct)
    {
        try
        {
            var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 256 * 1024));
            var (chunk, number, read) = (new Lines(), 0L, 0L);
            while (true)
            {
                var result = await reader.ReadAsync(ct);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
                {
                    number++;
                    read += line.Length + 1;
                    if (line.Length == 0)
                        continue;
                    chunk.Add(number, ReadLine(number, line, isWhole), line.Length, read);
                    if (chunk.Events.Count < Chunk && chunk.Bytes < ChunkBytes)
                        continue;
                    await chunks.WriteAsync(chunk, ct);
                    chunk = new Lines();
                }

                if (buffer.Length > ImportedLine.MaxBytes)
                    throw new InvalidOperationException($"Line {number + 1} is longer than any event can be.");
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    break;
            }

            if (chunk.Events.Count > 0)
                await chunks.WriteAsync(chunk, ct);
            chunks.Complete();
        }
        catch (Exception exception)
        {
            // What was read before the bad line is still written.
            chunks.TryComplete(exception);
            throw;
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isEnd || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static ImportedEvent ReadLine(long number, ReadOnlySequence<byte> line, bool isWhole)
    {
        try
        {
            var imported = ImportedLine.Read(line.IsSingleSegment ? line.First : line.ToArray());
            if (!isWhole && FeedRange.Hidden.Contains(imported.Stream.Category))
                throw new FormatException("it holds keys or secrets, which are only taken with --whole");
            return imported;
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"Line {number} cannot be imported: {exception.Message}.", exception);
        }
    }

    /// <summary>A chunk with the number of each of its lines.</summary>
    private sealed class Lines
    {
        public List<ImportedEvent> Events { get; } = [];

        public List<long> Numbers { get; } = [];

        public long Bytes { get; private set; }

        /// <summary>Bytes of the file up to its end.</summary>
        public long Read { get; private set; }

        public void Add(long number, ImportedEvent imported, long bytes, long read)
        {
            Events.Add(imported);
            Numbers.Add(number);
            (Bytes, Read) = (Bytes + bytes, read);
        }
    }
}

/// <param name="Appended">Written now.</param>
/// <param name="Known">In the log already.</param>
internal readonly record struct ImportTotals(long Appended, long Known, long Position)
{
    public ImportTotals With(ImportResult result) => new(Appended + result.Appended, Known + result.Known, result.Position);
}

using System.Diagnostics.Metrics;

namespace Omnichannel.Benchmarks.Log;

/// <summary>How many events the coalescing appender put into a transaction, from the program's own metric.</summary>
internal sealed class BatchSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _batches;
    private long _events;

    public BatchSizes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "omnichannel.log.batch")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            Interlocked.Increment(ref _batches);
            Interlocked.Add(ref _events, size);
        });
        _listener.Start();
    }

    public double Average => _batches == 0 ? 0 : (double)_events / _batches;

    public void Dispose() => _listener.Dispose();
}

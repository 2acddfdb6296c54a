namespace Omnichannel.Simulator;

/// <summary>Holds the faults that are on, and hands them to the calls they are for.</summary>
internal sealed class FaultSwitch
{
    private readonly Lock _lock = new();
    private FaultSettings _settings = FaultSettings.None;
    private TaskCompletionSource _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FaultSwitch() => _flowing.SetResult();

    public FaultSettings Current
    {
        get
        {
            lock (_lock)
                return _settings;
        }
    }

    public void Set(FaultSettings settings)
    {
        lock (_lock)
        {
            _settings = settings;
            if (!settings.HoldStatuses)
                _flowing.TrySetResult();
            else if (_flowing.Task.IsCompleted)
                _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>What one create call meets; a failure is used up by it.</summary>
    public FaultSettings Next()
    {
        lock (_lock)
        {
            var met = _settings;
            if (met.Fail is not null)
                _settings = met.Times > 1 ? met with { Times = met.Times - 1 } : met with { Fail = null, Times = 0 };
            return met;
        }
    }

    /// <summary>Completes while statuses are not held.</summary>
    public Task StatusesFlowAsync(CancellationToken ct)
    {
        lock (_lock)
            return _flowing.Task.WaitAsync(ct);
    }
}

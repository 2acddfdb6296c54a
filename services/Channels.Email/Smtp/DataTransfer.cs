
namespace Omnichannel.Channels.Email;

/// <summary>Reads one mail within the limits of its size and of all connections' memory; gives the memory back when it is disposed.</summary>
internal sealed class DataTransfer(SessionSettings settings) : IDisposable
{
    private const int Step = 4096;
    private long _taken;
    private bool _isTooLarge;

    /// <returns>The mail; or why not, as a reply; neither when the other side is gone.</returns>
    public async Task<(byte[]? Mail, string? Refusal)> ReadAsync(WireReader reader, CancellationToken ct)
    {
        var (mail, isWhole) = await reader.ReadDataAsync(Admit, ct);
        if (mail is null || isWhole)
            return (mail, null);
        return (null, _isTooLarge ? "552 5.3.4 Message size exceeds limit" : "452 4.3.1 Insufficient system storage, try again later");
    }

    public void Dispose() => settings.Budget.Return(_taken);

    private bool Admit(int size)
    {
        _isTooLarge = size >= settings.Listeners.MaxSize;
        if (_isTooLarge || !settings.Budget.TryAcquire(Step))
            return false;
        _taken += Step;
        return true;
    }
}

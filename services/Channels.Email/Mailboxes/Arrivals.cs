using MailKit;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Notices new mail in an open folder: a server tells of it whenever it answers anything, so also between a search and the wait that follows
/// it.
/// </summary>
internal sealed class Arrivals
{
    private readonly Lock _turn = new();
    private int _count;
    private bool _isNew;
    private CancellationTokenSource? _wait;

    public Arrivals(IMailFolder folder)
    {
        _count = folder.Count;
        folder.CountChanged += (_, _) => Counted(folder.Count);
    }

    /// <summary>Since the last <see cref="Reset"/>.</summary>
    public bool HaveCome
    {
        get
        {
            lock (_turn)
                return _isNew;
        }
    }

    /// <summary>Before a search: what is there now it will find.</summary>
    public void Reset()
    {
        lock (_turn)
            (_isNew, _wait) = (false, null);
    }

    /// <summary>Ends the wait when something comes.</summary>
    /// <returns>True when something has come already.</returns>
    public bool Wake(CancellationTokenSource wait)
    {
        lock (_turn)
        {
            _wait = wait;
            return _isNew;
        }
    }

    private void Counted(int count)
    {
        lock (_turn)
        {
            // Mails that were moved or deleted make it fewer.
            _isNew |= count > _count;
            _count = count;
            if (_isNew)
                _wait?.Cancel();
        }
    }
}

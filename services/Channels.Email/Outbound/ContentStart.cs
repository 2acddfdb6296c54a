using MailKit;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Notes the moment when a mail's content begins to leave: after the server has answered DATA, and before the last dot. Until then the server surely
/// has no mail; from then on it may have one.
/// </summary>
/// <param name="begins">Runs once, and is over before more leaves.</param>
internal sealed class ContentStart(Action begins) : ITransferProgress
{
    public bool HasBegun { get; private set; }

    public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

    public void Report(long bytesTransferred)
    {
        if (HasBegun)
            return;
        begins();
        HasBegun = true;
    }
}

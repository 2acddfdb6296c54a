using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Takes what pages say about replies: that they are there, that they were read.</summary>
internal sealed class PageReports(IIntake intake, TimeProvider time)
{
    public async Task AcceptAsync(OpenPage page, Guid messageId, DeliveryState state, CancellationToken stopping)
    {
        if (page.Report(messageId, state, time.GetUtcNow()) is { } report)
            await PublishTimeout.WaitAsync(ct => intake.AcceptAsync([report], ct), time, stopping);
    }
}

using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary>Led where the subscriptions are led: channels do not see that database.</summary>
internal sealed class Leadership(IReadModels readModels) : ILeadership
{
    public Task<IAsyncDisposable?> TryLeadAsync(string work, CancellationToken ct) => readModels.TryLeadAsync(work, ct);
}

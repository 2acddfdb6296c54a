using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The same over three processes, of which one after another is killed.</summary>
[Collection(SharedServers.Name)]
public sealed class DistributedOutreachCrashTests
{
    [Fact]
    [Trait("Lane", "Soak")]
    public Task Everybody_is_written_to_once_and_nobody_beyond_the_budget() => OutreachCrashTests.KillAsync(distributed: true, people: 400);
}

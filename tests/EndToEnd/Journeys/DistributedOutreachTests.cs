using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The same over three processes, RabbitMQ and PostgreSQL.</summary>
[Collection(SharedServers.Name)]
public sealed class DistributedOutreachTests
{
    [Fact]
    public Task A_citizen_is_reminded_answers_and_is_thanked() => OutreachTests.RemindAsync(distributed: true);
}

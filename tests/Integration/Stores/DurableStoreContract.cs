using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>What a store that outlives its process promises besides.</summary>
public abstract class DurableStoreContract : StoreContract
{
    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_store_was_opened_again()
    {
        var stream = NewStream();
        var before = await AppendAsync(stream, 0, Event("e1"));
        await Opened.ReopenAsync();
        Assert.Equal(before.Position, Assert.Single(await ReadAsync(stream)).Position);
        Assert.Equal(await NumberAsync(before) + 1, await NumberAsync(await AppendAsync(stream, 1, Event("e2"))));
    }
}

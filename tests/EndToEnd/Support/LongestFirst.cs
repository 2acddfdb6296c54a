using Xunit.Sdk;
using Xunit.v3;

namespace Omnichannel.EndToEnd;

/// <summary>Begins with the collections that take longest, so that nothing is left to wait for at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName is SharedServers.Name or ChatSites.Name)];
}

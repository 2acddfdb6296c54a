using Omnichannel.EventSourcing;

namespace Omnichannel.Integration.Stores;

/// <summary>A store as the contract suites open it.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    IEventStore Store { get; }

    ILogHead Head { get; }

    /// <summary>True where positions rise, but are no count.</summary>
    bool HasGaps => false;

    /// <summary>Where this test's part of the log begins: tests that share a server do not have one of their own.</summary>
    long Start => 0;

    /// <summary>Letters and digits in the names and ids of this test, for the same reason.</summary>
    string Scope => "";

    /// <summary>Closes and opens the same database.</summary>
    Task ReopenAsync();
}

using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Tests of the chat share a site, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ChatSites : ICollectionFixture<ChatSite>, ICollectionFixture<ClosedChatSite>
{
    public const string Name = "Chat sites";
}

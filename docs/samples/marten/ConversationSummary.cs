using Omnichannel.Contracts.Events;

namespace Omnichannel.MartenReader;

/// <summary>A conversation, made of its events.</summary>
public sealed class ConversationSummary
{
    /// <summary>The name of its stream.</summary>
    public string Id { get; set; } = "";

    public string? Channel { get; set; }

    public int Messages { get; set; }

    public void Apply(ConversationEvent.Opened e) => Channel = e.Channel;

    public void Apply(ConversationEvent.MessageReceived e) => Messages++;
}

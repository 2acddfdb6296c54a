namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>A provider as it posts to us: whole requests, signed with its own algorithm, and the settings that make us believe them.</summary>
internal interface IProvider
{
    /// <summary>As in the log.</summary>
    string Name { get; }

    IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>The event that an accepted request becomes.</summary>
    string RecordedAs => "conversation.message-received.v1";

    /// <summary>The member of that event with the provider's id.</summary>
    string RecordedId => "providerMessageId";

    /// <summary>One message of a citizen.</summary>
    /// <param name="id">The provider's id of it.</param>
    /// <param name="number">The citizen's, E.164; a provider without numbers makes its own kind of address of it.</param>
    byte[] Render(string id, string number, string words);
}

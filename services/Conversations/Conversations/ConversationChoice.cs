using Omnichannel.Contracts.Messages;

namespace Omnichannel.Conversations;

/// <summary>Which conversation a message belongs to. Pure: the states are handed in.</summary>
internal static class ConversationChoice
{
    /// <summary>The conversations worth looking at: the contact point's own latest, then the citizen's latest.</summary>
    public static IEnumerable<int> Candidates(CitizenState citizen, Guid contactPointId)
    {
        var own = citizen.Joined.GetValueOrDefault(contactPointId)?.Max() ?? 0;
        if (own > 0)
            yield return own;
        if (citizen.LatestOrdinal > 0 && citizen.LatestOrdinal != own)
            yield return citizen.LatestOrdinal;
    }

    /// <summary>
    /// An open conversation of the contact point itself always goes on; one of another contact point of the same citizen within the window.
    /// What a machine wrote (an absence note) stays where its writer was last heard, also when that is closed: it is no reason to begin anew.
    /// </summary>
    public static bool Joins(ConversationState conversation, Guid contactPointId, MessageHeard message, TimeSpan window) =>
        conversation is { Exists: true, IsErased: false }
        && (!conversation.IsClosed || message.Details?.IsAutomatic == true)
        && (conversation.Participants.ContainsKey(contactPointId) || (message.HeardAt - conversation.LastActivityAt).Duration() <= window);
}

using System.Text.Json;

namespace Omnichannel.EndToEnd;

/// <summary>Twilio's own library for Node.js.</summary>
internal static class TwilioPeer
{
    private static readonly NodePeer Peer = new("twilio");

    /// <param name="script">A file in the folder, without its ending.</param>
    public static Task<JsonElement> AskAsync(string script, object job) => Peer.AskAsync(script, job);
}

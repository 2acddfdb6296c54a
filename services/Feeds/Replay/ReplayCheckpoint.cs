using Omnichannel.Contracts;

namespace Omnichannel.Feeds;

/// <summary>The file that remembers how far a replay into an exchange was.</summary>
internal static class ReplayCheckpoint
{
    /// <summary>Another broker, exchange or choice of events is another replay; the password in the address makes no difference.</summary>
    public static string Of(string folder, Uri broker, string exchange, ReplayRequest order) => Path.Combine(
        folder, "replays",
        DerivedId.From(
            "replay", broker.Host, $"{broker.Port}", broker.AbsolutePath, exchange, $"{order.From}", string.Join(',', order.Filter.Types.Concat(order.Filter.TypePrefixes.Select(prefix => $"{prefix}*"))),
            string.Join(',', order.Filter.Categories), string.Join(',', order.Filter.Streams), $"{order.ShowPersonal}").ToString());
}

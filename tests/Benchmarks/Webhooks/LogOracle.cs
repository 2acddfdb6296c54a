namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Holds what a log has beside what was delivered.</summary>
internal static class LogOracle
{
    /// <summary>Every acknowledged text stands in the log once; what was acknowledged before another was sent stands before it.</summary>
    /// <param name="recorded">The providers' ids in the log's order. Providers put marks of their own before an id, or an address behind it.</param>
    public static void Check(Deliveries deliveries, IEnumerable<string> recorded)
    {
        var index = deliveries.Texts.Select((text, i) => (text.Serial, i)).ToDictionary();
        var log = recorded.Select(id => index[SerialIn(id)]).ToList();
        Oracle.Must(log.Count == deliveries.Count && log.Distinct().Count() == log.Count, "The log does not hold each acknowledged text once.");
        foreach (var citizen in log.GroupBy(i => deliveries.Texts[i].Number))
            CheckOrder(deliveries, [.. citizen]);
    }

    private static string SerialIn(string providerMessageId) => providerMessageId.Substring(providerMessageId.IndexOf("SM", StringComparison.Ordinal), 34);

    private static void CheckOrder(Deliveries deliveries, IReadOnlyList<int> log)
    {
        var earliest = long.MaxValue;
        foreach (var i in log.Reverse())
        {
            Oracle.Must(earliest >= deliveries.Sent[i], "A text stands behind one that was sent only after it was acknowledged.");
            earliest = Math.Min(earliest, deliveries.Acknowledged[i]);
        }
    }
}

namespace Omnichannel.Benchmarks;

/// <param name="Ids">Which benchmarks; empty = all.</param>
/// <param name="Long">Also what takes minutes: full load, millions of events.</param>
/// <param name="Write">Write docs/benchmarks.md.</param>
internal sealed record Options(IReadOnlyList<string> Ids, bool Long, bool Write)
{
    public static Options Read(string[] arguments) => new(
        [.. arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))],
        arguments.Contains("--long"),
        arguments.Contains("--write"));

    /// <summary><c>ES-11</c> also means its companion <c>ES-11b</c> and <c>CX-1</c> every provider's, but <c>ES-1</c> does not mean <c>ES-11</c>.</summary>
    public bool Wants(string id) => Ids.Count == 0
        || Ids.Any(wanted => id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (id.Length == wanted.Length || !char.IsDigit(id[wanted.Length])));
}

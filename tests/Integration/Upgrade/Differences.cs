using System.Text.Json;

namespace Omnichannel.Integration.Upgrade;

/// <summary>Compares JSON of today with that of an earlier version: what was said then is still said, and more may be.</summary>
internal static class Differences
{
    /// <param name="nameOf">What a member is called today.</param>
    /// <returns>One line for each member that is missing or has another value.</returns>
    public static IEnumerable<string> Between(JsonElement before, JsonElement now, Func<string, string> nameOf, string at = "")
    {
        if (before.ValueKind != now.ValueKind)
            return [$"{at}: {before.GetRawText()}, now {now.GetRawText()}"];
        return before.ValueKind switch
        {
            // Sentences are for people, and may get better; a problem's code stays.
            JsonValueKind.Object => before.EnumerateObject().Where(member => member.Name != "detail").SelectMany(member => now.TryGetProperty(nameOf(member.Name), out var value)
                ? Between(member.Value, value, nameOf, $"{at}.{member.Name}")
                : [$"{at}.{member.Name} is missing"]),
            JsonValueKind.Array when before.GetArrayLength() != now.GetArrayLength() => [$"{at}: {before.GetArrayLength()} items, now {now.GetArrayLength()}"],
            JsonValueKind.Array => InOrder(before, at).Zip(InOrder(now, at)).SelectMany((pair, i) => Between(pair.First, pair.Second, nameOf, $"{at}[{i}]")),
            _ => JsonElement.DeepEquals(before, now) ? [] : [$"{at}: {before.GetRawText()}, now {now.GetRawText()}"],
        };
    }

    /// <summary>Outcomes of as many people each had no order at first.</summary>
    private static IEnumerable<JsonElement> InOrder(JsonElement array, string at) =>
        at.EndsWith(".outcomes", StringComparison.Ordinal) ? array.EnumerateArray().OrderBy(one => one.GetProperty("name").GetString()) : array.EnumerateArray();
}

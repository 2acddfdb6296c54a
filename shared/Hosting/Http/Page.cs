using System.Text;
using System.Text.Json.Serialization;

namespace Omnichannel.Hosting;

/// <summary>One page of a list.</summary>
/// <param name="Next">An opaque cursor for the next page; null at the end.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Opaque cursors and limits of lists.</summary>
public static class Paging
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public static int Limit(int? asked) => Math.Clamp(asked ?? DefaultLimit, 1, MaxLimit);

    public static string Cursor(params IEnumerable<string> parts) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', parts))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>The parts of a cursor; null when it is none of ours.</summary>
    public static string[]? Parts(string? cursor, int count)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        var base64 = cursor.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length))
            throw new Microsoft.AspNetCore.Http.BadHttpRequestException("not a cursor");
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('\n');
        return parts.Length == count ? parts : throw new Microsoft.AspNetCore.Http.BadHttpRequestException("not a cursor");
    }
}

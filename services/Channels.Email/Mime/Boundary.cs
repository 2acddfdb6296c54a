using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>The line that divides a multipart.</summary>
internal sealed class Boundary
{
    /// <summary>Programs make longer ones than the 70 that RFC 2046 allows.</summary>
    private const int MaxLength = 1_000;
    private readonly byte[] _divider;

    private Boundary(byte[] divider) => _divider = divider;

    public static Boundary? Of(string? name)
    {
        var trimmed = name?.TrimEnd(' ', '\t');
        return string.IsNullOrEmpty(trimmed) || trimmed.Length > MaxLength ? null : new Boundary(Encoding.UTF8.GetBytes("--" + trimmed));
    }

    /// <summary>A divider that a mail uses without announcing it.</summary>
    public static Boundary? OfLine(ReadOnlySpan<byte> line)
    {
        var trimmed = line.TrimEnd(" \t"u8);
        return trimmed.Length is > 4 and < MaxLength && trimmed.StartsWith("--"u8) && !trimmed.Contains((byte)' ') ? new Boundary(trimmed.ToArray()) : null;
    }

    /// <summary>The whole line counts: a boundary may be the beginning of another one.</summary>
    public bool IsDivider(ReadOnlySpan<byte> line) => line.StartsWith(_divider) && line[_divider.Length..].Trim(" \t"u8).IsEmpty;

    /// <summary>The line after which nothing of this multipart comes.</summary>
    public bool IsEnd(ReadOnlySpan<byte> line) =>
        line.StartsWith(_divider) && line[_divider.Length..] is [(byte)'-', (byte)'-', .. var rest] && rest.Trim(" \t"u8).IsEmpty;
}

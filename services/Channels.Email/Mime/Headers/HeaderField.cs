using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>One header line with its continuations.</summary>
/// <param name="Name">As written.</param>
/// <param name="Raw">The unfolded value: a blank stands where a line ended.</param>
internal sealed record HeaderField(string Name, byte[] Raw)
{
    public static HeaderField Of(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as characters, encoded words still as they are.</summary>
    /// <param name="charset">What 8-bit bytes are when they are no UTF-8, as the body says; null = it does not say.</param>
    public string Text(string? charset) => Charsets.DecodeHeader(Raw, charset).Trim();
}

using System.Globalization;

namespace Omnichannel.Channels.Email;

/// <summary>What a server said it can do, in its answer to EHLO.</summary>
internal sealed class SmtpExtensions(IReadOnlyList<string> lines)
{
    /// <summary>Bytes; null when it does not say, or says that it has no limit.</summary>
    public long? MaxSize => Parameters("SIZE") is [var size, ..] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;

    public bool Contains(string keyword) => Parameters(keyword) is not null;

    /// <param name="mechanism">Of AUTH.</param>
    public bool Offers(string mechanism) => Parameters("AUTH")?.Contains(mechanism, StringComparer.OrdinalIgnoreCase) == true;

    private string[]? Parameters(string keyword) => lines.Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words.Length > 0 && words[0].Equals(keyword, StringComparison.OrdinalIgnoreCase))?[1..];
}

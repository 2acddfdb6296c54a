namespace Omnichannel.Channels.Email;

/// <summary>Message ids out of <c>Message-ID</c>, <c>In-Reply-To</c> and <c>References</c>: folded, several, without a domain, or with words between.</summary>
internal static class MessageIds
{
    private const int MaxIds = 200;
    private const int MaxLength = 900;

    /// <summary>With angle brackets, in their order; words outside brackets are no ids (RFC 5322, 4.5.4).</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var ids = new List<string>();
        for (var i = 0; text is not null && i < text.Length && ids.Count < MaxIds; i++)
        {
            if (text[i] != '<')
                continue;
            var end = text.AsSpan(i + 1).IndexOfAny('<', '>');
            if (end < 0)
                break;
            // Another beginning before the end: the first was none.
            if (text[i + 1 + end] == '<')
            {
                i += end;
                continue;
            }

            // Folding may have come between: no id has blanks.
            var id = new string([.. text.AsSpan(i + 1, end).ToArray().Where(c => c > ' ' && c != '\x7f')]);
            if (id.Length is > 0 and <= MaxLength)
                ids.Add($"<{id}>");
            i += end + 1;
        }

        return ids;
    }

    /// <summary>The one id of a mail; one without brackets is accepted too. Null when there is none.</summary>
    public static string? One(string? text) =>
        Read(text) is [var id, ..] ? id : text?.Trim() is { Length: > 2 and <= MaxLength } bare && !bare.AsSpan().ContainsAny(" \t<>") ? $"<{bare}>" : null;
}

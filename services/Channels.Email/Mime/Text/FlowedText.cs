using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>Joins the lines that a sender broke only for transport (RFC 3676): a line that ends in a blank goes on, at the same quote depth.</summary>
internal static class FlowedText
{
    /// <param name="deleteSpace">The blank at the break is no part of the text (<c>delsp=yes</c>, for scripts without blanks).</param>
    public static string Unflow(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var openDepth = -1;
        var isFirst = true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = line.Length - line.TrimStart('>').Length;
            line = line[depth..];
            // One blank after the quote marks, or before a line that would look like one, was stuffed in.
            if (line is [' ', ..])
                line = line[1..];
            if (openDepth != depth)
            {
                if (!isFirst)
                    result.Append('\n');
                if (depth > 0)
                    result.Append('>', depth).Append(' ');
            }

            isFirst = false;
            // A signature mark ends in a blank and is never flowed.
            var flows = line is [.., ' '] && line is not "-- ";
            result.Append(flows && deleteSpace ? line[..^1] : line);
            openDepth = flows ? depth : -1;
        }

        return result.ToString();
    }
}

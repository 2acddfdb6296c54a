using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>HTML as plain text: white space as a browser shows it, a line for each block, at most one empty line between.</summary>
internal sealed class PlainTextWriter
{
    private readonly StringBuilder _text = new();

    public void Text(string text, bool asWritten)
    {
        if (asWritten)
        {
            _text.Append(text.Replace("\r\n", "\n", StringComparison.Ordinal));
            return;
        }

        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\r' or '\n' or '\f'))
                _text.Append(c is '\u00A0' ? ' ' : c);
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
                _text.Append(' ');
        }
    }

    public void Open(string name)
    {
        if (name == "br")
            EndLine(always: true);
        else if (SafeElements.IsBlock(name))
            EndLine(always: false);
        if (name == "li")
            _text.Append("- ");
        else if (name is "td" or "th" && _text.Length > 0 && _text[^1] is not ('\n' or ' '))
            _text.Append(' ');
    }

    public void Close(string name)
    {
        if (!SafeElements.IsBlock(name))
            return;
        EndLine(always: false);
        if (name is "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "table" or "ul" or "ol")
            EmptyLine();
    }

    public string Finish() => _text.ToString().Trim();

    private void EndLine(bool always)
    {
        while (_text.Length > 0 && _text[^1] == ' ')
            _text.Length--;
        if (_text.Length > 0 && (always ? !EndsInEmptyLine() : _text[^1] != '\n'))
            _text.Append('\n');
    }

    private void EmptyLine()
    {
        if (_text.Length > 0 && !EndsInEmptyLine())
            _text.Append('\n');
    }

    private bool EndsInEmptyLine() => _text.Length >= 2 && _text[^1] == '\n' && _text[^2] == '\n';
}

using System.Text;

namespace Omnichannel.Simulator;

/// <summary>A command's words (RFC 9051, 9): atoms, strings, and lists in parentheses, which stand as words of their own.</summary>
internal sealed class ImapWords
{
    private readonly List<string> _words = [];
    private int _next;

    /// <param name="command">Literals are in it as quoted strings already.</param>
    public ImapWords(string command)
    {
        for (var i = 0; i < command.Length;)
        {
            var c = command[i];
            if (c == ' ')
                i++;
            else if (c is '(' or ')')
                _words.Add(command[i++..i]);
            else
                _words.Add(c == '"' ? Quoted(command, ref i) : Atom(command, ref i));
        }
    }

    public bool HasMore => _next < _words.Count;

    /// <summary>Empty at the end.</summary>
    public string Next() => HasMore ? _words[_next++] : "";

    public string Peek() => HasMore ? _words[_next] : "";

    /// <summary>The words of the list that comes, or the one word where there is none.</summary>
    public List<string> NextList()
    {
        var first = Next();
        if (first != "(")
            return [first];
        var words = new List<string>();
        while (HasMore && Next() is var word && word != ")")
            words.Add(word);
        return words;
    }

    private static string Quoted(string command, ref int i)
    {
        var text = new StringBuilder();
        for (i++; i < command.Length && command[i] != '"'; i++)
        {
            if (command[i] == '\\' && i + 1 < command.Length)
                i++;
            text.Append(command[i]);
        }

        i++;
        return text.ToString();
    }

    /// <summary>What is in square brackets belongs to it: <c>BODY.PEEK[HEADER]&lt;0.65536&gt;</c>.</summary>
    private static string Atom(string command, ref int i)
    {
        var (start, depth) = (i, 0);
        for (; i < command.Length && (depth > 0 || command[i] is not (' ' or '(' or ')')); i++)
            depth += command[i] switch { '[' => 1, ']' => -1, _ => 0 };
        return command[start..i];
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// What a file must not be before it is made into nodes: these are made, compared and hashed by recursion, and a tower of them, or one that
/// holds itself, would take the whole program down with its stack.
/// </summary>
internal static class YamlShape
{
    private const int MaxDepth = 32;

    /// <exception cref="YamlException">It is no YAML, or too deep, or a part of it is within itself.</exception>
    public static void Check(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var open = new Stack<AnchorName>();
        while (parser.MoveNext())
        {
            var here = parser.Current!;
            switch (here)
            {
                case MappingStart or SequenceStart when open.Count == MaxDepth:
                    throw new YamlException(here.Start, here.End, $"There are more than {MaxDepth} levels.");
                case MappingStart or SequenceStart:
                    open.Push(((NodeEvent)here).Anchor);
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    break;
                case AnchorAlias alias when open.Contains(alias.Value):
                    throw new YamlException(here.Start, here.End, $"'{alias.Value}' is within itself.");
            }
        }
    }
}

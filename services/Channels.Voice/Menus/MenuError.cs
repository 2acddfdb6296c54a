namespace Omnichannel.Channels.Voice;

/// <summary>What is wrong with a menu, where, in a sentence for its author.</summary>
internal sealed record MenuError(string File, int Line, string Sentence)
{
    public override string ToString() => $"{File}:{Line}: {Sentence}";
}

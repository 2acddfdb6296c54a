namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Those whose webhooks are measured; the first one is what CX-1 and CX-2 mean where nothing else is said.</summary>
internal static class Providers
{
    /// <summary><c>CX-1</c> for the first, <c>CX-1-meta-whatsapp</c> for another.</summary>
    public static string IdOf(string benchmark, IProvider provider) =>
        ReferenceEquals(provider, All[0]) ? benchmark : $"{benchmark}-{provider.Name.Replace(' ', '-')}";

    public static IReadOnlyList<IProvider> All { get; } =
    [
        new TwilioTexts(), new KannelTexts(), new VonageTexts(), new MetaMessages("whatsapp"), new MetaMessages("messenger"), new RawMails(), new TwilioCalls(),
    ];
}

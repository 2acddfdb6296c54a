namespace Omnichannel.Simulator;

/// <summary>Addresses that others hand in.</summary>
internal static class WebAddress
{
    private const int MaxLength = 4_000;

    public static bool IsOne(string url) =>
        url.Length <= MaxLength && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    /// <summary>The address without its fragment: Twilio reads its own options there, and neither sends nor signs it.</summary>
    public static string WithoutFragment(string url)
    {
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? url : url[..fragment];
    }

    /// <summary>Keeps every character as given, for the signature covers characters; only what HTTP cannot carry is escaped.</summary>
    public static Uri Verbatim(string url) =>
        new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = url.All(c => c is > ' ' and < '\x7f') });
}

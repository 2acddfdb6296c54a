namespace Omnichannel.Benchmarks;

/// <summary>Says whether a run was right: a fast wrong run is a failure.</summary>
internal static class Oracle
{
    public static void Must(bool fact, string otherwise)
    {
        if (!fact)
            throw new WrongRunException(otherwise);
    }
}

/// <summary>A run whose figures must not be reported.</summary>
internal sealed class WrongRunException(string message) : Exception(message);

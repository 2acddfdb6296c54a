namespace Omnichannel.Channels;

/// <summary>What providers' HTTP answers have in common.</summary>
public static class ProviderAnswer
{
    /// <summary>The provider's <c>Retry-After</c>, in seconds or as a date; null when there is none.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (response.Headers.RetryAfter is not { } after)
            return null;
        var wait = after.Delta ?? after.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>Nothing was sent while there was no connection; after that the provider may have it.</summary>
    public static SendOutcome OutcomeOf(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            ? new SendOutcome.TryLater("provider.unreachable", null)
            : new SendOutcome.Unclear("provider.answer-lost");
}

using System.Collections.Concurrent;

namespace Omnichannel.Integration.OpenApi;

/// <summary>Between a client and the program: holds every request and every answer against the document.</summary>
internal sealed class DescribedHandler(Conformance seen) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (seen.Document is not { } document)
            return await base.SendAsync(request, cancellationToken);
        if (document.Find(request.Method, request.RequestUri!.AbsolutePath) is not { } operation)
        {
            seen.Mistakes.Enqueue($"{request.Method} {request.RequestUri.AbsolutePath} is described nowhere");
            return await base.SendAsync(request, cancellationToken);
        }

        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode < 400)
        {
            seen.Answered[operation.Name] = true;
            seen.Report(operation, document.MistakesOf(operation, request, sent));
        }

        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        if (!isStream)
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        seen.Report(operation, document.MistakesOf(operation, response, isStream ? null : await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }
}

/// <summary>What was seen of the program, by all who call it.</summary>
internal sealed class Conformance
{
    /// <summary>Null until the program has been asked for it: nothing is held against it before.</summary>
    public ApiDocument? Document { get; set; }

    /// <summary>What was not as described.</summary>
    public ConcurrentQueue<string> Mistakes { get; } = new();

    /// <summary>Operations that answered with success.</summary>
    public ConcurrentDictionary<string, bool> Answered { get; } = new();

    public void Report(ApiDocument.Operation operation, IEnumerable<string> mistakes)
    {
        foreach (var mistake in mistakes)
            Mistakes.Enqueue($"{operation.Name} {mistake}");
    }
}

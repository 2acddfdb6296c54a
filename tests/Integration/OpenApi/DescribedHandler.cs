using System.Collections.Concurrent;

namespace Omnichannel.Integration.OpenApi;

/// <summary>Between a client and the program: holds every request and every answer against the document.</summary>
internal sealed class DescribedHandler(ApiDocument document) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    /// <summary>What was not as described.</summary>
    public ConcurrentQueue<string> Mistakes { get; } = new();

    /// <summary>Operations that answered with success.</summary>
    public ConcurrentDictionary<string, bool> Answered { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (document.Find(request.Method, request.RequestUri!.AbsolutePath) is not { } operation)
        {
            Mistakes.Enqueue($"{request.Method} {request.RequestUri.AbsolutePath} is described nowhere");
            return await base.SendAsync(request, cancellationToken);
        }

        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            Answered[operation.Name] = true;
            Report(operation, document.MistakesOf(operation, request.RequestUri.Query, request.Content?.Headers, sent));
        }

        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        if (!isStream)
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        Report(operation, document.MistakesOf(operation, response, isStream ? null : await response.Content.ReadAsStringAsync(cancellationToken)));
        return response;
    }

    private void Report(ApiDocument.Operation operation, IEnumerable<string> mistakes)
    {
        foreach (var mistake in mistakes)
            Mistakes.Enqueue($"{operation.Name} {mistake}");
    }
}

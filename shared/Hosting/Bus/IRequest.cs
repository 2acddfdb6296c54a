using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Sends a request to the process that handles it, and returns the response.</summary>
public interface IRequest<in TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    /// <exception cref="BusUnavailableException">No process handled it, or it failed there; inside one process the handler's own exception is thrown.</exception>
    Task<TResponse> SendAsync(TRequest request, TimeSpan timeout, CancellationToken ct);
}

/// <summary>With a broker: over the bus and back.</summary>
internal sealed class BusRequest<TRequest, TResponse>(IBus bus) : IRequest<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    private readonly IRequestClient<TRequest> _client = bus.CreateRequestClient<TRequest>();

    public async Task<TResponse> SendAsync(TRequest request, TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            return (await _client.GetResponse<TResponse>(request, ct, timeout)).Message;
        }
        catch (RequestTimeoutException exception)
        {
            throw new TimeoutException($"No answer to {typeof(TRequest).Name} in time.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new BusUnavailableException($"{typeof(TRequest).Name} was not answered.", exception);
        }
    }
}

/// <summary>Without a broker the handler is in this process.</summary>
internal sealed class InProcessRequest<TRequest, TResponse>(IRequestHandler<TRequest, TResponse> handler, TimeProvider time) : IRequest<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    public Task<TResponse> SendAsync(TRequest request, TimeSpan timeout, CancellationToken ct) =>
        handler.HandleAsync(request, ct).WaitAsync(timeout, time, ct);
}

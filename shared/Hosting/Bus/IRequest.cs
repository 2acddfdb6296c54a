using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Asks whichever process knows.</summary>
public interface IRequest<in TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    /// <exception cref="BusUnavailableException">Nobody could be asked, or it failed over there; inside one process its own exception comes.</exception>
    Task<TAnswer> SendAsync(TQuestion question, TimeSpan timeout, CancellationToken ct);
}

/// <summary>With a broker: over the bus and back.</summary>
internal sealed class BusRequest<TQuestion, TAnswer>(IBus bus) : IRequest<TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    private readonly IRequestClient<TQuestion> _client = bus.CreateRequestClient<TQuestion>();

    public async Task<TAnswer> SendAsync(TQuestion question, TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            return (await _client.GetResponse<TAnswer>(question, ct, timeout)).Message;
        }
        catch (RequestTimeoutException exception)
        {
            throw new TimeoutException($"No answer to {typeof(TQuestion).Name} in time.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new BusUnavailableException($"{typeof(TQuestion).Name} was not answered.", exception);
        }
    }
}

/// <summary>Without a broker: whoever knows is in this process.</summary>
internal sealed class InProcessRequest<TQuestion, TAnswer>(IRequestHandler<TQuestion, TAnswer> answerer, TimeProvider time) : IRequest<TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    public Task<TAnswer> SendAsync(TQuestion question, TimeSpan timeout, CancellationToken ct) =>
        answerer.HandleAsync(question, ct).WaitAsync(timeout, time, ct);
}

using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Asks whichever process knows.</summary>
public interface IAsk<in TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    /// <exception cref="TimeoutException">Nobody answered in time.</exception>
    /// <exception cref="BusUnavailableException">Nobody could be asked, or it failed over there; inside one process its own exception comes.</exception>
    Task<TAnswer> AskAsync(TQuestion question, TimeSpan patience, CancellationToken ct);
}

/// <summary>With a broker: over the bus and back.</summary>
internal sealed class BusAsk<TQuestion, TAnswer>(IBus bus) : IAsk<TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    private readonly IRequestClient<TQuestion> _client = bus.CreateRequestClient<TQuestion>();

    public async Task<TAnswer> AskAsync(TQuestion question, TimeSpan patience, CancellationToken ct)
    {
        try
        {
            return (await _client.GetResponse<TAnswer>(question, ct, patience)).Message;
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
internal sealed class InProcessAsk<TQuestion, TAnswer>(IAnswerQuestion<TQuestion, TAnswer> answerer, TimeProvider time) : IAsk<TQuestion, TAnswer>
    where TQuestion : class
    where TAnswer : class
{
    public Task<TAnswer> AskAsync(TQuestion question, TimeSpan patience, CancellationToken ct) =>
        answerer.AnswerAsync(question, ct).WaitAsync(patience, time, ct);
}

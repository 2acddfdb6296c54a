namespace Omnichannel.Hosting;

/// <summary>Handles one kind of bus message; may be given the same one twice. Knows nothing of the transport.</summary>
public interface IHandle<in TMessage>
    where TMessage : class
{
    /// <param name="delivery">What the transport knows about this delivery.</param>
    Task HandleAsync(TMessage message, Delivery delivery, CancellationToken ct);
}

/// <summary>Handles one type of request, over the bus or in this process.</summary>
public interface IRequestHandler<in TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    Task<TResponse> HandleAsync(TRequest request, CancellationToken ct);
}

/// <param name="Redelivered">True when this message was, or may have been, delivered before.</param>
public readonly record struct Delivery(bool Redelivered);

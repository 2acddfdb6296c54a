using MassTransit;

namespace Omnichannel.Hosting;

/// <summary>Hands a message from MassTransit to its handler.</summary>
internal sealed class HandlerConsumer<TMessage, THandler>(THandler handler) : IConsumer<TMessage>
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    public Task Consume(ConsumeContext<TMessage> context) => handler.HandleAsync(
        context.Message, new Delivery(context.ReceiveContext.Redelivered || context.GetRetryAttempt() > 0), context.CancellationToken);
}

/// <summary>Hands a request from MassTransit to its handler, and the response back.</summary>
internal sealed class RequestConsumer<TRequest, TResponse, THandler>(THandler handler) : IConsumer<TRequest>
    where TRequest : class
    where TResponse : class
    where THandler : class, IRequestHandler<TRequest, TResponse>
{
    public async Task Consume(ConsumeContext<TRequest> context) =>
        await context.RespondAsync(await handler.HandleAsync(context.Message, context.CancellationToken));
}

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

/// <summary>Hands a question from MassTransit to whoever answers it, and the answer back.</summary>
internal sealed class RequestConsumer<TQuestion, TAnswer, THandler>(THandler handler) : IConsumer<TQuestion>
    where TQuestion : class
    where TAnswer : class
    where THandler : class, IRequestHandler<TQuestion, TAnswer>
{
    public async Task Consume(ConsumeContext<TQuestion> context) =>
        await context.RespondAsync(await handler.HandleAsync(context.Message, context.CancellationToken));
}

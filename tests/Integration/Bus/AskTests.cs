using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Bus;

/// <summary>Questions, over a real RabbitMQ and inside one process.</summary>
public sealed class AskTests
{
    private static readonly GetCaller Question = new(new ContactPoint("phone", "+447946000001"));
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_knows_answers(bool distributed)
    {
        var broker = distributed ? await Brokers.NewAsync() : null;
        await using var knowing = await BusHost.StartAsync(broker, new KnowingModule(asked => Task.FromResult(new CallerFound(true, asked.Caller.Address, null, null))));
        await using var other = distributed ? await BusHost.StartAsync(broker) : null;
        var ask = (other ?? knowing).Services.GetRequiredService<IRequest<GetCaller, CallerFound>>();
        Assert.Equal(new CallerFound(true, "+447946000001", null, null), await ask.SendAsync(Question, Timeout, CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_waits_longer_than_the_patience(bool distributed)
    {
        var never = new TaskCompletionSource<CallerFound>();
        await using var silent = await BusHost.StartAsync(distributed ? await Brokers.NewAsync() : null, new KnowingModule(_ => never.Task));
        var ask = silent.Services.GetRequiredService<IRequest<GetCaller, CallerFound>>();
        try
        {
            await Assert.ThrowsAsync<TimeoutException>(() => ask.SendAsync(Question, TimeSpan.FromMilliseconds(200), CancellationToken.None));
        }
        finally
        {
            // The process would wait for it before it ends.
            never.SetCanceled();
        }
    }

    [Fact]
    public async Task Over_the_bus_a_failure_over_there_is_told()
    {
        await using var failing = await BusHost.StartAsync(
            await Brokers.NewAsync(), new KnowingModule(_ => throw new InvalidOperationException("poison")));
        var ask = failing.Services.GetRequiredService<IRequest<GetCaller, CallerFound>>();
        await Assert.ThrowsAsync<BusUnavailableException>(() => ask.SendAsync(Question, Timeout, CancellationToken.None));
    }

    private sealed class KnowingModule(Func<GetCaller, Task<CallerFound>> answer) : IServiceModule
    {
        public string Name => "knowing";

        public void AddServices(IHostApplicationBuilder builder) => builder.Services.AddSingleton(answer);

        public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<GetCaller, CallerFound, Knowing>("knowing.caller-asked");

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }

        private sealed class Knowing(Func<GetCaller, Task<CallerFound>> answer) : IRequestHandler<GetCaller, CallerFound>
        {
            public Task<CallerFound> HandleAsync(GetCaller request, CancellationToken ct) => answer(request);
        }
    }
}

using System.Collections.Concurrent;
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

/// <summary>The traps of the bus, on a real RabbitMQ.</summary>
public sealed class RabbitMqTests
{
    [Fact]
    public async Task Two_services_that_handle_one_type_each_get_every_message()
    {
        var broker = await Brokers.NewAsync();
        var (one, two) = (new Recording(), new Recording());
        await using var first = await BusHost.StartAsync(broker, new ListeningModule("one", one));
        await using var second = await BusHost.StartAsync(broker, new ListeningModule("two", two));
        var publisher = first.Services.GetRequiredService<BusPublisher>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => publisher.PublishAsync(Report(i), CancellationToken.None)));
        await Eventually.TrueAsync(() => Task.FromResult(one.Reports.Count == 200 && two.Reports.Count == 200));
    }

    [Fact]
    public async Task Two_processes_of_one_service_share_its_messages()
    {
        var broker = await Brokers.NewAsync();
        var both = new Recording();
        await using var first = await BusHost.StartAsync(broker, new ListeningModule("one", both));
        await using var second = await BusHost.StartAsync(broker, new ListeningModule("one", both));
        var publisher = first.Services.GetRequiredService<BusPublisher>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => publisher.PublishAsync(Report(i), CancellationToken.None)));
        await Eventually.TrueAsync(() => Task.FromResult(both.Reports.Count >= 200));
        Assert.Equal(200, both.Reports.Select(report => report.ProviderMessageId).Distinct().Count());
        Assert.Equal(200, both.Reports.Count);
    }

    [Fact]
    public async Task Messages_of_one_contact_point_keep_their_order_over_two_processes()
    {
        var broker = await Brokers.NewAsync();
        var heard = new Recording();
        await using var first = await BusHost.StartAsync(broker, new OrderedModule(heard));
        await using var second = await BusHost.StartAsync(broker, new OrderedModule(heard));
        var intake = first.Services.GetRequiredService<IIntake>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            for (var i = 0; i < 25; i++)
                await intake.AcceptAsync([Message(number, i)], CancellationToken.None);
        }));
        await Eventually.TrueAsync(() => Task.FromResult(heard.Messages.Count >= 1_000));
        foreach (var number in heard.Messages.GroupBy(message => message.From.Address))
            Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), number.Select(message => message.Text));
    }

    [Fact]
    public async Task Without_a_queue_nothing_is_accepted()
    {
        var broker = await Brokers.NewAsync();
        await using var alone = await BusHost.StartAsync(broker);
        await Assert.ThrowsAsync<BusUnavailableException>(() =>
            alone.Services.GetRequiredService<IIntake>().AcceptAsync([Message(1, 1)], CancellationToken.None));
    }

    [Fact]
    public async Task What_fails_goes_to_the_error_queue_and_is_redelivered_by_command()
    {
        var broker = await Brokers.NewAsync();
        var heard = new Recording { Fails = true };
        await using var server = await BusHost.StartAsync(broker, new ListeningModule("one", heard));
        await server.Services.GetRequiredService<BusPublisher>().PublishAsync(Report(1), CancellationToken.None);
        await Eventually.TrueAsync(async () => await QueueDepth.OfAsync(broker, "one.delivery-heard_error") == 1);
        Assert.Equal(4, heard.Attempts);
        heard.Fails = false;
        Assert.Equal(1, await ErrorQueue.RedeliverAsync(new Uri(broker), "one.delivery-heard", CancellationToken.None));
        Assert.Null(await ErrorQueue.RedeliverAsync(new Uri(broker), "no.such-queue", CancellationToken.None));
        await Eventually.TrueAsync(() => Task.FromResult(heard.Reports.Count == 1));
        Assert.Equal(0u, await QueueDepth.OfAsync(broker, "one.delivery-heard_error"));
    }

    private static DeliveryHeard Report(int i) => new(null, null, "twilio", $"SM{i}", DeliveryState.Sent, null, null, Moment.Noon);

    private static MessageHeard Message(int number, int i) => new(
        DerivedId.From($"{number}", $"{i}"), "sms", "test", $"{number}/{i}", new ContactPoint("phone", $"+44794600{number:D4}"), "+15550100", $"{i}", [], null,
        null, Moment.Noon, [], null);

    internal sealed class Recording
    {
        private int _attempts;

        public ConcurrentQueue<DeliveryHeard> Reports { get; } = new();

        public ConcurrentQueue<MessageHeard> Messages { get; } = new();

        public bool Fails { get; set; }

        public int Attempts => _attempts;

        public void Attempt()
        {
            Interlocked.Increment(ref _attempts);
            if (Fails)
                throw new InvalidOperationException("poison");
        }
    }

    /// <summary>A service with a handler of the same name as every other one's: only its queue's name tells them apart.</summary>
    private sealed class ListeningModule(string name, Recording recording) : IServiceModule
    {
        public string Name => name;

        public void AddServices(IHostApplicationBuilder builder) => builder.Services.AddSingleton(recording);

        public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddQueue<DeliveryHeard, Handler>($"{name}.delivery-heard");

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }

        private sealed class Handler(Recording recording) : IHandle<DeliveryHeard>
        {
            public Task HandleAsync(DeliveryHeard message, Delivery delivery, CancellationToken ct)
            {
                recording.Attempt();
                recording.Reports.Enqueue(message);
                return Task.CompletedTask;
            }
        }
    }

    private sealed class OrderedModule(Recording recording) : IServiceModule
    {
        public string Name => "ordered";

        public void AddServices(IHostApplicationBuilder builder) => builder.Services.AddSingleton(recording);

        public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddPartitionedQueues<MessageHeard, Handler>("ordered.message-heard");

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }

        private sealed class Handler(Recording recording) : IHandle<MessageHeard>
        {
            public async Task HandleAsync(MessageHeard message, Delivery delivery, CancellationToken ct)
            {
                // Gives whoever might overtake the time to do so.
                await Task.Yield();
                recording.Messages.Enqueue(message);
            }
        }
    }
}

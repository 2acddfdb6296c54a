using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts.Messages;
using Omnichannel.Conversations;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Benchmarks.Bus;

/// <summary>Of the service of conversations only what takes a message in: nobody follows the log.</summary>
internal sealed class IntakeModule(Gate gate) : IServiceModule
{
    public string Name => "conversations";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.Services.AddSingleton(gate);
        builder.Services.AddSettings<ConversationsOptions>();
        builder.Services.AddSingleton<ContactPointIds>();
        builder.Services.AddSingleton<CitizenIdentification>();
        builder.Services.AddSingleton<ThreadMatching>();
        builder.Services.AddSingleton<ConversationPlacement>();
        builder.Services.AddSingleton<ReceiveMessage>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddPartitionedQueues<MessageHeard, GatedIntake>("conversations.message-heard");

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    private sealed class GatedIntake(ReceiveMessage intake, Gate gate) : IHandle<MessageHeard>
    {
        public async Task HandleAsync(MessageHeard message, Delivery delivery, CancellationToken ct)
        {
            await gate.PassAsync();
            await intake.HandleAsync(message, delivery, ct);
            gate.Done();
        }
    }
}

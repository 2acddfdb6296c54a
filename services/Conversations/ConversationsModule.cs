using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Conversations;

/// <summary>The write side: conversations and citizens, decided and appended here; and the lists that the desk works from.</summary>
public sealed class ConversationsModule : IServiceModule
{
    public string Name => "conversations";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddProjection<InboxProjection>();
        builder.AddProjection<TrackingProjection>();
        builder.AddProjection<PendingParts>();
        builder.AddSubscriber<ReplyDispatch>();
        builder.AddSubscriber<AttachmentFetchDispatch>();
        builder.AddSubscriber<CallDispatch>();
        builder.AddSubscriber<ForwardAssembled>();
        builder.AddSubscriber<ErasureProcess>();
        builder.Services.AddSettings<HumanAgentOptions>();
        builder.Services.AddSettings<ConversationsOptions>().PostConfigure<HumanAgentOptions>(
            (options, messenger) => options.LongWindows = messenger.HumanAgent ? ["messenger"] : []);
        builder.Services
            .AddSingleton<ConversationPlacement>().AddSingleton<ThreadMatching>().AddSingleton<PostMessage>()
            .AddSingleton<AddNote>().AddSingleton<AssignConversation>().AddSingleton<CloseConversation>().AddSingleton<ReopenConversation>()
            .AddSingleton<SendReply>().AddSingleton<ReplyRouting>().AddSingleton<LastContact>().AddSingleton<DispatchReply>()
            .AddHostedService<Reconciliation>()
            .AddSingleton<ContactPointIds>().AddSingleton<AddressOwner>().AddSingleton<OptOuts>().AddSingleton<CitizenIdentification>().AddSingleton<FindCitizens>().AddSingleton<ChangeProfile>()
            .AddSingleton<AddContactPoint>().AddSingleton<ChangeConsents>().AddSingleton<ExportCitizen>()
            .AddSingleton<AgentCalls>().AddSingleton<PickUpCall>().AddSingleton<CallBackCitizen>()
            .AddSingleton<CollectPart>().AddHostedService<MultipartTimeout>()
            .AddSingleton<ListParkedInputs>().AddSingleton<RetryParkedInput>()
            .AddSingleton<EraseCitizen>().AddSingleton<EraseConversations>().AddSingleton<EraseInputs>().AddSingleton<EraseTraces>()
            .AddSingleton<ListConversations>().AddSingleton<ShowConversation>().AddSingleton<LiveCalls>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        ReceiveMessage.Consume(bus);
        RecordDelivery.Consume(bus);
        AmendMessage.Consume(bus);
        RecordConsent.Consume(bus);
        RecordEcho.Consume(bus);
        RecordReadUpTo.Consume(bus);
        StoreAttachments.Consume(bus);
        CollectPart.Consume(bus);
        RecordSendAttempt.Consume(bus);
        RecordProviderSwitch.Consume(bus);
        RecordCallEvent.Consume(bus);
        ParkInput.Consume(bus);
        ReadChatHistory.Consume(bus);
        FindCaller.Consume(bus);
        RegisterCitizen.Consume(bus);
        SendProactiveMessage.Consume(bus);
        HandOverToAgent.Consume(bus);
        ChangeOwnConsent.Consume(bus);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        PostMessage.Map(routes);
        ListConversations.Map(routes);
        LiveCalls.Map(routes);
        ShowConversation.Map(routes);

        AddNote.Map(routes);
        AssignConversation.Map(routes);
        CloseConversation.Map(routes);
        ReopenConversation.Map(routes);
        PickUpCall.Map(routes);
        CallBackCitizen.Map(routes);
        ListParkedInputs.Map(routes);
        RetryParkedInput.Map(routes);
        SendReply.Map(routes);
    }

    public void MapRootEndpoints(IEndpointRouteBuilder routes)
    {
        var citizens = routes.MapGroup("/citizens").WithTags("citizens");
        FindCitizens.Map(citizens);
        ChangeProfile.Map(citizens);
        AddContactPoint.Map(citizens);
        ChangeConsents.Map(citizens);
        EraseCitizen.Map(citizens);
        ExportCitizen.Map(citizens);
    }
}

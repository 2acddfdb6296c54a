using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>The write side: conversations and citizens, decided and appended here; and the lists that the desk works from.</summary>
public sealed class ConversationsModule : IServiceModule
{
    public string Name => "conversations";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddProjection<DeskProjection>();
        builder.AddProjection<PendingParts>();
        builder.AddSubscriber<ReplyDispatch>();
        builder.AddSubscriber<AttachmentFetchDispatch>();
        builder.AddSubscriber<CallDispatch>();
        builder.AddSubscriber<ForwardAssembled>();
        builder.AddSubscriber<ErasureProcess>();
        var services = builder.Services;
        services.AddSingleton(ConversationsOptions.Read(builder.Configuration));
        services.AddSingleton<ContactPointIds>();
        services.AddSingleton<CitizenIdentification>();
        services.AddSingleton<ThreadMatching>();
        services.AddSingleton<DispatchReply>();
        services.AddHostedService<Reconciliation>();
        services.AddSingleton<CollectPart>();
        services.AddHostedService<MultipartTimeout>();
        services.AddSingleton<SendReply>();
        services.AddSingleton<WorkOnConversation>();
        services.AddSingleton<ShowConversation>();
        services.AddSingleton<ListConversations>();
        services.AddSingleton<LiveCalls>();
        services.AddSingleton<PickUpCall>();
        services.AddSingleton<PostMessage>();
        services.AddSingleton<CitizenEndpoints>();
        services.AddSingleton<ChangeConsents>();
        services.AddSingleton<OngoingConversation>();
        services.AddSingleton<EraseCitizen>();
        services.AddSingleton<EraseConversations>();
        services.AddSingleton<EraseInputs>();
        services.AddSingleton<EraseTraces>();
        services.AddSingleton<ExportCitizen>();
        services.AddSingleton<ParkedInputs>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddPartitionedQueues<MessageHeard, ReceiveMessage>("conversations.message-heard");
        bus.AddQueue<DeliveryHeard, RecordDelivery>("conversations.delivery-heard");
        bus.AddQueue<AmendmentHeard, AmendMessage>("conversations.amendment-heard");
        bus.AddQueue<ConsentHeard, RecordConsent>("conversations.consent-heard");
        bus.AddQueue<EchoHeard, RecordEcho>("conversations.echo-heard");
        bus.AddQueue<WatermarkHeard, RecordReadUpTo>("conversations.watermark-heard");
        bus.AddQueue<AttachmentsFetched, StoreAttachments>("conversations.attachments-fetched");
        bus.AddQueue<PartHeard, CollectPart>("conversations.part-heard");
        bus.AddQueue<AttemptHeard, RecordSendAttempt>("conversations.attempt-heard");
        bus.AddQueue<ProviderSwitchHeard, RecordProviderSwitch>("conversations.provider-switch-heard");
        bus.AddQueue<CallHeard, RecordCallEvent>("conversations.call-heard");
        bus.AddQueue<InputHeard, ParkInput>("conversations.input-heard");
        bus.AddQueue<InputReadAgain, ParkInput>("conversations.input-read-again");
        bus.AddRequestHandler<GetChatHistory, ChatHistory, ReadChatHistory>("conversations.chat-history-asked");
        bus.AddRequestHandler<GetCaller, CallerFound, FindCaller>("conversations.caller-asked");
        bus.AddRequestHandler<ResolveCitizen, CitizenResolved, RegisterCitizen>("conversations.citizen-asked");
        bus.AddRequestHandler<WriteMessage, MessageWritten, SendProactiveMessage>("conversations.write-message");
        bus.AddRequestHandler<HandOver, HandedOver, HandOverToAgent>("conversations.hand-over");
        bus.AddRequestHandler<ChangeConsent, ConsentChanged, ChangeOwnConsent>("conversations.citizen-wish");
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/messages", (PostMessage.Body body, PostMessage slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, http, ct))
            .RequireScope(Scopes.Connect).Produces<PostMessage.Accepted>(202).WithSummary("Hand over a message from a channel of your own");
        routes.MapGet("/messages/{messageId:guid}", (Guid messageId, long? atLeast, PostMessage slice, HttpContext http, CancellationToken ct) =>
                slice.StatusAsync(messageId, atLeast, http, ct))
            .RequireScope(Scopes.Connect, Scopes.Read, Scopes.Agent).Produces<PostMessage.Status>().WithSummary("What became of a message");
        routes.MapGet("/inputs", (int? limit, ParkedInputs slice, CancellationToken ct) => slice.ListAsync(limit, ct))
            .RequireScope().Produces<Page<ParkedInputs.Summary>>().WithSummary("Input that no adapter could read");
        routes.MapGet("/inputs/{id:guid}", (Guid id, ParkedInputs slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope().Produces<ParkedInputs.View>().WithSummary("One of them, with its bytes");
        routes.MapPost("/inputs/{id:guid}/read-again", (Guid id, ParkedInputs slice, CancellationToken ct) => slice.ReadAgainAsync(id, ct))
            .RequireScope().Produces<Created>(202).WithSummary("Let its channel try again");

        routes.MapGet("/", ([AsParameters] ListConversations.Query query, ListConversations slice, HttpContext http, CancellationToken ct) =>
                slice.PageAsync(query, http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<ListConversations.Summary>>().WithSummary("The inbox");
        routes.MapGet("/live", (ListConversations slice, HttpContext http, CancellationToken ct) => slice.LiveAsync(http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces(200, contentType: "text/event-stream").WithSummary("The inbox, live");
        routes.MapGet("/calls", (bool? open, int? limit, LiveCalls slice, CancellationToken ct) => slice.ListAsync(open, limit, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<LiveCalls.Call>>().WithSummary("Calls, the latest first, with who it is and what was last");
        routes.MapGet("/calls/live", (LiveCalls slice, HttpContext http, CancellationToken ct) => slice.LiveAsync(http, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces(200, contentType: "text/event-stream").WithSummary("The same, live while it rings");
        routes.MapPost("/calls/{id:guid}/take", (Guid id, PickUpCall.Body body, PickUpCall slice, HttpContext http, CancellationToken ct) =>
                slice.TakeAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Take a call that waits: the agent's phone rings");
        routes.MapPost("/calls/{id:guid}/call-back", (Guid id, PickUpCall.Body body, PickUpCall slice, HttpContext http, CancellationToken ct) =>
                slice.CallBackAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Call back who asked for it: the agent's phone rings, then the citizen's");
        routes.MapGet("/{id:guid}", (Guid id, ShowConversation slice, CancellationToken ct) => slice.HandleAsync(id, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<ShowConversation.View>().WithSummary("One conversation with its messages");

        routes.MapPost("/{id:guid}/replies", (Guid id, SendReply.Body body, SendReply slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<SendReply.Accepted>(202).WithSummary("Reply");
        routes.MapPost("/{id:guid}/notes", (Guid id, WorkOnConversation.NoteBody body, WorkOnConversation slice, HttpContext http, CancellationToken ct) =>
                slice.NoteAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Leave a note for other agents");
        routes.MapPost("/{id:guid}/assignment", (Guid id, WorkOnConversation.AssignmentBody body, WorkOnConversation slice, HttpContext http, CancellationToken ct) =>
                slice.AssignAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Assign to an agent or a queue");
        routes.MapPost("/{id:guid}/close", (Guid id, WorkOnConversation.CloseBody? body, WorkOnConversation slice, HttpContext http, CancellationToken ct) =>
                slice.CloseAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Close");
        routes.MapPost("/{id:guid}/reopen", (Guid id, WorkOnConversation.ReopenBody? body, WorkOnConversation slice, HttpContext http, CancellationToken ct) =>
                slice.ReopenAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Reopen");
    }

    public void MapRootEndpoints(IEndpointRouteBuilder routes)
    {
        var citizens = routes.MapGroup("/citizens").WithTags("citizens");
        citizens.MapGet("/", (string? contactPoint, CitizenEndpoints slice, CancellationToken ct) => slice.SearchAsync(contactPoint, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<Page<CitizenEndpoints.View>>().WithSummary("Whose address is it");
        citizens.MapGet("/{id:guid}", (Guid id, CitizenEndpoints slice, CancellationToken ct) => slice.ShowAsync(id, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<CitizenEndpoints.View>().WithSummary("One citizen");
        citizens.MapPatch("/{id:guid}", (Guid id, CitizenEndpoints.ProfileBody body, CitizenEndpoints slice, HttpContext http, CancellationToken ct) =>
                slice.ChangeAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<CitizenEndpoints.View>().WithSummary("Name, language, attributes, preferred channels, time zone");
        citizens.MapPut("/{id:guid}/consents", (Guid id, ChangeConsents.Body body, ChangeConsents slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent, Scopes.Connect).Produces<IReadOnlyList<ChangeConsents.View>>()
            .WithSummary("What the citizen wants to be written for, or not, kept as proof");
        citizens.MapPost("/{id:guid}/contact-points", (Guid id, CitizenEndpoints.ContactPointBody body, CitizenEndpoints slice, HttpContext http, CancellationToken ct) =>
                slice.AddContactPointAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<CitizenEndpoints.View>().WithSummary("One more address of this citizen");
        citizens.MapPost("/{id:guid}/erase", (Guid id, EraseCitizen.Body body, EraseCitizen slice, HttpContext http, CancellationToken ct) =>
                slice.HandleAsync(id, body, http, ct))
            .RequireScope(Scopes.Agent).Produces<Created>(202).WithSummary("Forget this citizen: words, names, addresses and files, for good");
        citizens.MapGet("/{id:guid}/copy", (Guid id, ExportCitizen slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, http, ct))
            .RequireScope(Scopes.Agent).Produces(200, contentType: "application/json").WithSummary("Everything that is stored about this citizen");
    }
}

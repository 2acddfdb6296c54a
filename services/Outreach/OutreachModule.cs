using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Outreach;

/// <summary>Two-way outreach: campaigns, and one workflow for each citizen enrolled.</summary>
public sealed class OutreachModule : IServiceModule
{
    public string Name => "outreach";

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.AddEventSourcing();
        builder.AddProjection<OutreachProjection>();
        builder.AddSubscriber<OutreachDispatch>();
        builder.AddSubscriber<OutreachReactions>();
        builder.AddSubscriber<OutreachTriggers>();
        builder.AddScrubAfterErasure<OutreachProjection>();
        var services = builder.Services;
        services.AddSettings<OutreachOptions>().PostConfigure<IConfiguration>(
            (options, configuration) => options.PublicUrl = OwnAddress.Unless(options.PublicUrl, configuration));
        services.AddSingleton<CitizenFactsReader>();
        services.AddSingleton<EnrolmentLookup>();
        services.AddSingleton<Audience>();
        services.AddSingleton<PageLinks>();
        services.AddSingleton<ChannelThrottle>();
        services.AddSingleton<AdvanceEnrolment>();
        services.AddSingleton<EnrolAudience>();
        services.AddHostedService<OutreachScheduler>();
        services.AddHostedService<SampleCampaigns>();
        services.AddSingleton<DraftCampaign>();
        services.AddSingleton<RunCampaign>();
        services.AddSingleton<UploadList>();
        services.AddSingleton<PreviewCampaign>();
        services.AddSingleton<TestSend>();
        services.AddSingleton<Backtest>();
        services.AddSingleton<ShowCampaigns>();
        services.AddSingleton<ShowProgress>();
        services.AddSingleton<ExportPeople>();
        services.AddSingleton<ShareLifeEvent>();
        services.AddSingleton<CitizenHistory>();
        services.AddSingleton<CitizenPage>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var campaigns = routes.MapGroup("/campaigns");
        DraftCampaign.Map(campaigns);
        ShowCampaigns.Map(campaigns);
        UploadList.Map(campaigns);
        PreviewCampaign.Map(campaigns);
        Backtest.Map(campaigns);
        TestSend.Map(campaigns);
        RunCampaign.Map(campaigns);
        ExportPeople.Map(campaigns);
        ShowProgress.Map(campaigns);
        StopEnrolment.Map(routes);
        ShareLifeEvent.Map(routes);
        ShareCitizenPage.Map(routes);
        CitizenPage.Map(routes);
    }
}

using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>The samples of the documentation, running, where <c>Outreach:Samples</c> says so: for who wants to see them at work.</summary>
internal sealed class SampleCampaigns(CommandHandler handler, OutreachOptions options, TimeProvider time) : IHostedService
{
    private static readonly string[] Names = ["appointment-reminder", "really-fixed", "survey"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Samples)
            return;
        foreach (var name in Names)
        {
            var yaml = await ReadAsync(name, cancellationToken);
            var campaign = CampaignFile.ReadYaml(yaml).Campaign!;
            var id = DerivedId.From("sample-campaign", name);
            if ((await handler.LoadAsync(CampaignDecider.At(id), cancellationToken)).State.Latest is not null)
                continue;
            var now = time.GetUtcNow();
            await HandleAsync(id, new CampaignCommand.Draft(campaign, yaml, "samples", now), cancellationToken);
            await HandleAsync(id, new CampaignCommand.Approve(1, "whoever started this program", now), cancellationToken);
            await HandleAsync(id, new CampaignCommand.Start("samples", now), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task HandleAsync(Guid id, CampaignCommand command, CancellationToken ct) => handler.HandleAsync(
        CampaignDecider.At(id), command,
        CommandContext.First(DerivedId.From("sample", id.ToString(), command.GetType().Name), "samples", time.GetUtcNow()), ct);

    private static async Task<string> ReadAsync(string name, CancellationToken ct)
    {
        await using var stream = typeof(SampleCampaigns).Assembly.GetManifestResourceStream($"{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Outreach;

/// <summary>Writes a campaign, or another version of it: as JSON, or as the YAML file that people keep.</summary>
internal sealed class DraftCampaign(CommandHandler handler, TimeProvider time)
{
    private const int MaxBody = 512 * 1024;

    /// <param name="Campaign">As it was read; null when it could not be.</param>
    internal sealed record Checked(IReadOnlyList<string> Mistakes, CampaignDefinition? Campaign);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/", (DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.CreateAsync(http, ct))
            .RequireScope().Accepts<Contracts.Campaigns.CampaignDefinition>("application/json", "application/yaml").Produces<CampaignView>(201)
            .TellsPosition().WithName(nameof(DraftCampaign)).WithSummary("Write a campaign, as JSON or YAML");
        routes.MapPost("/check", (DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.CheckAsync(http, ct))
            .RequireScope(Scopes.Agent).TakesBody("application/json", "application/yaml").Produces<Checked>()
            .WithName("CheckCampaign").WithSummary("What is wrong with a campaign, without keeping it");
        routes.MapPut("/{id:guid}", (Guid id, DraftCampaign slice, HttpContext http, CancellationToken ct) => slice.ChangeAsync(id, http, ct))
            .RequireScope().Accepts<Contracts.Campaigns.CampaignDefinition>("application/json", "application/yaml").Produces<CampaignView>()
            .TellsPosition().Refuses(409).WithName("ChangeCampaign").WithSummary("Write another version of it");
    }

    public async Task<IResult> CreateAsync(HttpContext http, CancellationToken ct)
    {
        var id = http.CommandId();
        var answer = await DraftAsync(id, http, ct);
        if (answer.Refusal is not null)
            return CommandResults.Refused(answer.Refusal);
        http.Response.Headers[CommandIds.PositionHeader] = answer.Position.ToString(CultureInfo.InvariantCulture);
        return Results.Created($"/outreach/campaigns/{id}", CampaignView.Of(id, answer.State));
    }

    public async Task<IResult> ChangeAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        if ((await handler.LoadAsync(CampaignDecider.At(id), ct)).State.Latest is null)
            return CommandResults.Refused(Refusals.NoCampaign);
        var handled = await DraftAsync(id, http, ct);
        return CommandResults.Ok(http, handled, () => CampaignView.Of(id, handled.State));
    }

    /// <summary>What is wrong with a campaign, without keeping it.</summary>
    public async Task<IResult> CheckAsync(HttpContext http, CancellationToken ct)
    {
        var (campaign, _, mistakes) = await ReadAsync(http, ct);
        return Results.Ok(new Checked(mistakes, campaign));
    }

    private async Task<Handled<CampaignState>> DraftAsync(Guid id, HttpContext http, CancellationToken ct)
    {
        var (campaign, source, mistakes) = await ReadAsync(http, ct);
        if (mistakes.Count > 0)
            return new Handled<CampaignState>(CampaignState.Initial, 0, 0, Refusals.Invalid(mistakes));
        var now = time.GetUtcNow();
        return await handler.HandleAsync(
            CampaignDecider.At(id), new CampaignCommand.Draft(campaign!, source, http.CallerName(), now),
            CommandContext.First(http.CommandId(), http.CallerName(), now), ct);
    }

    private static async Task<(CampaignDefinition? Campaign, string? Source, IReadOnlyList<string> Mistakes)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var text = await TextAsync(http, ct);
        var isYaml = http.Request.ContentType?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
        var (campaign, mistake) = isYaml ? CampaignFile.ReadYaml(text) : CampaignFile.Read(Json(text));
        return campaign is null ? (null, null, [mistake!]) : (campaign, isYaml ? text : null, CampaignValidation.Check(campaign));
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is no JSON.", exception);
        }
    }

    private static async Task<string> TextAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > MaxBody)
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (body.Length + read > MaxBody)
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            body.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>WhatsApp, over Meta's Cloud API.</summary>
public sealed class WhatsAppModule : IServiceModule
{
    internal const string ChannelName = "whatsapp";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

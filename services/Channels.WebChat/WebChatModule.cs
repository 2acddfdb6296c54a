using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

public sealed class WebChatModule : IServiceModule
{
    public string Name => "webchat";

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>Facebook Messenger, over Meta's Messenger Platform.</summary>
public sealed class MessengerModule : IServiceModule
{
    internal const string ChannelName = "messenger";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

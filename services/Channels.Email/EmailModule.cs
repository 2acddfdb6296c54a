using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>E-mail, in and out.</summary>
public sealed class EmailModule : IServiceModule
{
    internal const string ChannelName = "email";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

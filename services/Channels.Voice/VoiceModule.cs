using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>Telephone calls, over Twilio Programmable Voice.</summary>
public sealed class VoiceModule : IServiceModule
{
    internal const string ChannelName = "voice";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

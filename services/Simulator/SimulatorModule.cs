using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

public sealed class SimulatorModule : IServiceModule
{
    public string Name => "simulator";

    public void AddServices(IHostApplicationBuilder builder)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

using System.CommandLine;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Omnichannel.Hosting;

/// <summary>One service of the platform: what it registers, what it listens to, what it serves.</summary>
public interface IServiceModule
{
    /// <summary>The name in <c>--services</c>.</summary>
    string Name { get; }

    /// <summary>Where its routes stand; the same in one process and in many.</summary>
    string Prefix => $"/{Name}";

    void AddServices(IHostApplicationBuilder builder);

    void AddConsumers(IBusRegistrationConfigurator bus)
    {
    }

    /// <summary>Maps its routes; <paramref name="routes"/> stand at <see cref="Prefix"/> already.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes);

    /// <summary>Maps what stands outside its prefix; most modules have none.</summary>
    void MapRootEndpoints(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>What the command line can do with this service besides serving it.</summary>
    IEnumerable<Command> Verbs(IOfflineCommand offline) => [];
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Simulated;

/// <summary>What channels use while no account of their own is configured, and what the simulator expects of them.</summary>
public static class SimulatedAccounts
{
    /// <summary>Registers the accounts; once per process, further calls change nothing.</summary>
    public static IServiceCollection AddSimulatedAccounts(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(SimulatorOptions)))
            return services;
        services.AddSettings<SimulatorOptions>().PostConfigure<IConfiguration>(
            (options, configuration) => options.Url = OwnAddress.Unless(options.Url, configuration));
        Add(SimulatedTwilio.For);
        Add(SimulatedKannel.For);
        Add(SimulatedVonage.For);
        Add(SimulatedMeta.For);
        Add(SimulatedMail.For);
        return services;

        void Add<T>(Func<AdminKey, SimulatorOptions, T> account)
            where T : class => services.TryAddSingleton(
                provider => account(provider.GetRequiredService<AdminKey>(), provider.GetRequiredService<SimulatorOptions>()));
    }
}

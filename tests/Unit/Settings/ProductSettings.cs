using System.Reflection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Server;
using Omnichannel.Settings;

namespace Omnichannel.Unit.Settings;

/// <summary>The settings of the whole program, as its modules register them.</summary>
internal static class ProductSettings
{
    /// <summary>In the order of the registration.</summary>
    public static IReadOnlyList<SettingsClass> Registered { get; } = Register();

    /// <summary>All classes that there are.</summary>
    public static IReadOnlyList<Type> Declared { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "*mnichannel*.dll").Where(file => Path.GetFileName(file) is not ("Omnichannel.Unit.dll" or "Omnichannel.Testing.dll"))
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes()).Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ISettings)))];

    private static List<SettingsClass> Register()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        CommandLineHost.AddAll(builder);
        return [.. builder.Services.Where(service => service.ServiceType == typeof(SettingsClass)).Select(service => (SettingsClass)service.ImplementationInstance!)];
    }
}

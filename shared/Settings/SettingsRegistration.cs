using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Omnichannel.Settings;

/// <summary>Puts settings into a host.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// The class's section, read, validated when the host starts, and to be had as the class itself. Once per process; a further call
    /// changes nothing.
    /// </summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services)
        where T : class, ISettings, new()
    {
        var builder = services.AddOptions<T>();
        if (services.Any(service => service.ServiceType == typeof(T)))
            return builder;
        builder.Configure<IConfiguration>(SettingsReader.Fill).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>, Validation<T>>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        services.AddSingleton(SettingsClass.Of<T>());
        return builder;
    }

    /// <summary>A section that may be there several times, to be had as <see cref="SettingsTable{T}"/>. Once per process; a further call changes nothing.</summary>
    public static void AddSettingsTable<T>(this IServiceCollection services)
        where T : class, ISettings, new()
    {
        if (services.Any(service => service.ServiceType == typeof(SettingsTable<T>)))
            return;
        services.AddSingleton(provider => SettingsTable<T>.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(SettingsClass.Of<T>() with { Service = typeof(SettingsTable<T>) });
    }

    /// <summary>
    /// Reads and validates all settings. .NET's own validation at the start gives up at the first class that another one needs.
    /// </summary>
    /// <returns>What cannot be read or meant, a sentence each; none when all is well.</returns>
    public static IReadOnlyList<string> InvalidSettings(this IServiceProvider services) =>
        [.. services.GetServices<SettingsClass>().SelectMany(one => Failures(services, one.Service)).Distinct()];

    private static IEnumerable<string> Failures(IServiceProvider services, Type type)
    {
        try
        {
            services.GetRequiredService(type);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }

    private sealed class Validation<T> : IValidateOptions<T>
        where T : class, ISettings
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            SettingsReader.Invalid(options) is { Count: > 0 } invalid ? ValidateOptionsResult.Fail(invalid) : ValidateOptionsResult.Success;
    }
}

/// <summary>A class of settings that some part of the program has registered.</summary>
/// <param name="Type">The class.</param>
/// <param name="Section">Its section; empty for settings that stand in none.</param>
public sealed record SettingsClass(Type Type, string Section, IReadOnlyList<Setting> Settings)
{
    /// <summary>What the container has of it.</summary>
    public Type Service { get; init; } = Type;

    internal static SettingsClass Of<T>()
        where T : ISettings => new(typeof(T), T.Section, Setting.Of<T>());
}

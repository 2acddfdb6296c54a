using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>The settings that every process has, whichever services it runs.</summary>
public static class HostSettings
{
    /// <summary>Registers them, and the admin key that is one of them.</summary>
    public static void AddHostSettings(this IServiceCollection services)
    {
        services.AddSettings<InstallationOptions>();
        services.AddSettings<ConnectionOptions>();
        services.AddSettings<OidcOptions>();
        services.AddSettings<CallerLimitOptions>();
        services.AddSettings<PhoneOptions>();
        services.AddSettings<S3Options>();
        services.AddSettings<AttachmentOptions>().PostConfigure<IConfiguration>((options, configuration) =>
        {
            options.PublicUrl = OwnAddress.Unless(options.PublicUrl, configuration);
            if (options.Folder.Length == 0)
                options.Folder = Path.Combine(configuration.ReadSettings<InstallationOptions>().Folder, "attachments");
        });
        services.TryAddSingleton(provider => AdminKey.Open(provider.GetRequiredService<InstallationOptions>()));
    }
}

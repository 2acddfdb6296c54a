using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Server;

/// <summary>The whole program as one web application: what the verb <c>serve</c> runs and tests start.</summary>
public static class Application
{
    /// <param name="arguments">Configuration as <c>--Section:Name=value</c>, over the environment's.</param>
    /// <exception cref="OptionsValidationException">Settings that cannot be read or meant, a sentence each.</exception>
    public static WebApplication Build(string[] arguments, IReadOnlyList<IServiceModule> modules)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var options = EventSourcingOptions.Read(builder.Configuration);
        DataFolder.Ensure(options.Folder);
        if (builder.Configuration.ReadSettings<ConnectionOptions>().RabbitMq.Length == 0 && modules.Count < Modules.All.Count
            && !modules.Any(module => module.Name == "conversations") && modules.Any(module => ChannelTraits.Sending.Contains(module.Name)))
            throw new InvalidOperationException("Channels without the service 'conversations' in the same process need ConnectionStrings:RabbitMq.");
        if (!options.IsEmbedded && options.ReadsAlone && modules.Count < Modules.All.Count)
            throw new InvalidOperationException(
                "With EventStoreDB, read models in the folder are for one process with all services: some services alone need ConnectionStrings:ReadModels.");
        if (options.ReadsAlone)
            builder.Services.AddSingleton(FolderLock.Acquire(options.Folder));
        builder.AddOmnichannel(modules);
        builder.AddEventSourcing();
        builder.Services.Replace(ServiceDescriptor.Singleton<IAccessKeys, LoggedAccessKeys>());
        builder.Services.AddHostedService(provider => (LoggedAccessKeys)provider.GetRequiredService<IAccessKeys>());
        builder.Services.AddSingleton<IIdempotencyStore, IdempotencyStore>();
        builder.Services.AddSingleton<ILeadership, Leadership>();
        builder.Services.AddHostedService<StartupBanner>();
        var hasStarted = false;
        // Why it did not start the host throws, for us to say in a sentence, and logs as well, with its stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level > LogLevel.Information && (hasStarted || level != LogLevel.Error));
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        // The host would validate them too, but only in the midst of its start, with a stack trace in the log.
        if (app.Services.InvalidSettings() is { Count: > 0 } invalid)
            throw new OptionsValidationException("", typeof(ISettings), invalid);
        _ = app.Services.GetService<FolderLock>();
        app.UseOmnichannel(modules);
        return app;
    }
}

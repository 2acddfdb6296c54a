using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Omnichannel.Contracts;
using Omnichannel.Settings;
using Scalar.AspNetCore;

namespace Omnichannel.Hosting;

/// <summary>Any set of modules as one process, with everything they share.</summary>
public static class OmnichannelHost
{
    /// <summary>Registers what every process has, then the modules. The modules' order is the order of their routes.</summary>
    public static void AddOmnichannel(this WebApplicationBuilder builder, IReadOnlyList<IServiceModule> modules)
    {
        var services = builder.Services;
        services.AddHostSettings();
        Listen(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            // Some gateways send a whole message in the query, escaped: ten times as long as its text, and more than the usual 8 KiB.
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
        });
        AddReadableOrStructuredLog(builder);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // Every refused request would be a line otherwise.
        builder.Logging.AddFilter(typeof(AccessKeyAuthentication).FullName, LogLevel.Warning);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<JsonOptions>(options => ContractJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.AddProblems();
        services.AddAccess(builder.Configuration);
        services.AddCallerLimits();
        services.AddHealthChecks();
        services.AddHttpClient();
        services.AddGuardedHttp();
        services.AddAttachments();
        // Authentication brings it along; nothing here uses it, so it keeps no keys in anybody's home folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSingleton(modules);
        builder.AddTelemetry(modules.Select(module => module.Name));
        foreach (var module in modules)
            module.AddServices(builder);
        builder.AddBus(modules);
    }

    /// <summary>Puts the request pipeline together and maps every module at its prefix.</summary>
    public static void UseOmnichannel(this WebApplication app, IReadOnlyList<IServiceModule> modules)
    {
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<IdempotencyKeys>();
        app.MapHealth();
        app.MapAttachments();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        // Nothing on the page talks to anybody but us.
        app.MapScalarApiReference("/docs", page => page
            .WithTitle("Omnichannel API").DisableDefaultFonts().AddPreferredSecuritySchemes(SharedParts.Key)
            .HideDeveloperTools().HideClientButton().DisableAgent().DisableMcp().DisableTelemetry()).AllowAnonymous();
        app.MapGet("/whoami", (HttpContext context) => new Caller(
                context.CallerName(), [.. context.User.FindAll(AccessKeyAuthentication.ScopeClaim).Select(claim => claim.Value)]))
            .RequireScope([.. Scopes.All]).WithTags("access").WithName("WhoAmI").WithSummary("Who the key belongs to");
        foreach (var module in modules)
        {
            module.MapEndpoints(app.MapGroup(module.Prefix).WithTags(module.Name));
            module.MapRootEndpoints(app);
        }
    }

    /// <summary>Lines for people, or JSON for machines with <c>Logging:Console:FormatterName=json</c>.</summary>
    private static void AddReadableOrStructuredLog(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Logging:Console:FormatterName"] == ConsoleFormatterNames.Json)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                console.UseUtcTimestamp = true;
            });
            return;
        }

        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
    }

    /// <summary>
    /// Loopback and <c>OMNICHANNEL_PORT</c> (8080), unless <c>ASPNETCORE_URLS</c> says otherwise. Beyond loopback the admin key has to be
    /// configured: a generated key, kept on one machine, must not open a public installation.
    /// </summary>
    private static void Listen(WebApplicationBuilder builder)
    {
        var installation = builder.Configuration.ReadSettings<InstallationOptions>();
        if (builder.Configuration["urls"] is not { Length: > 0 } urls)
        {
            builder.WebHost.UseUrls(installation.Url);
            return;
        }

        var isPublic = urls.Split(';').Any(url => !IsLoopback(url));
        if (isPublic && installation.AdminKey.Length == 0)
            throw new InvalidOperationException("To listen beyond loopback set OMNICHANNEL_ADMIN_KEY.");
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}

/// <summary>Who a key belongs to.</summary>
internal sealed record Caller(string Name, IReadOnlyList<string> Scopes);

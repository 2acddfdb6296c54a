using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Who may call what: access keys always, bearer tokens of an OpenID Connect issuer where one is configured.</summary>
public static class AccessRegistration
{
    /// <summary>
    /// Every endpoint is closed to all but <c>admin</c> until it says otherwise. <c>Oidc:Authority</c> and <c>Oidc:Audience</c> switch tokens
    /// on; the roles in the claim <c>Oidc:RoleClaim</c> (default <c>roles</c>) are scopes by name, or through <c>Oidc:Roles:{role}</c>.
    /// </summary>
    internal static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var oidc = configuration.ReadSettings<OidcOptions>();
        var takesTokens = oidc.Authority.Length > 0;
        var authentication = services.AddAuthentication("caller")
            .AddPolicyScheme("caller", null, policy => policy.ForwardDefaultSelector = context =>
                takesTokens && AccessKeyAuthentication.KeyOf(context.Request) is { } key && key.Count(c => c == '.') == 2
                    ? JwtBearerDefaults.AuthenticationScheme
                    : AccessKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessKeyAuthentication>(AccessKeyAuthentication.SchemeName, null);
        if (takesTokens)
            authentication.AddJwtBearer(options => Configure(options, oidc));
        // What no route matches is for nobody and answered with 404; a route that says nothing is for admins.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => (context.Resource as HttpContext)?.GetEndpoint() is null || context.User.HasScope(Scopes.Admin))
            .Build());
    }

    /// <summary>Opens an endpoint to callers with any of these scopes; <c>admin</c> has them all.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(PolicyFor(scopes));

    public static bool HasScope(this ClaimsPrincipal caller, string scope) =>
        caller.HasClaim(AccessKeyAuthentication.ScopeClaim, scope) || caller.HasClaim(AccessKeyAuthentication.ScopeClaim, Scopes.Admin);

    /// <summary>The name that stands as author on what the caller does.</summary>
    public static string CallerName(this HttpContext context) => context.User.Identity?.Name ?? "anonymous";

    private static AuthorizationPolicy PolicyFor(string[] scopes) => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireClaim(AccessKeyAuthentication.ScopeClaim, [Scopes.Admin, .. scopes])
        .Build();

    private static void Configure(JwtBearerOptions options, OidcOptions oidc)
    {
        options.Authority = oidc.Authority;
        options.Audience = oidc.Audience.Length > 0 ? oidc.Audience : null;
        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = !oidc.Authority.StartsWith("http://127.0.0.1", StringComparison.Ordinal);
        options.TokenValidationParameters.NameClaimType = oidc.NameClaim;
        options.TokenValidationParameters.ValidateAudience = options.Audience is not null;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var roles = context.Principal!.FindAll(oidc.RoleClaim).Select(claim => oidc.Roles.GetValueOrDefault(claim.Value, claim.Value));
                context.Principal.AddIdentity(new ClaimsIdentity(
                    roles.Where(role => Scopes.All.Contains(role)).Select(role => new Claim(AccessKeyAuthentication.ScopeClaim, role))));
                return Task.CompletedTask;
            },
        };
    }
}

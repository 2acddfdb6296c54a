using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Sign-in with an OpenID Connect issuer, beside access keys.</summary>
public sealed record OidcOptions : ISettings
{
    public static string Section => "Oidc";

    /// <summary>The issuer, such as <c>https://login.city.example/realms/staff</c>. Without it tokens are not taken.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Whom its tokens must be made for. Without it, for anybody.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The claim with the caller's name.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim with the caller's roles: each is a scope by its name, or by <c>Oidc:Roles</c>.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The scope that a role stands for where it does not have the scope's name, such as <c>Oidc:Roles:town-staff=agent</c>.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; set; } = new Dictionary<string, string>();

    public IEnumerable<InvalidSetting> Validate() => AddressSetting.Check(nameof(Authority), Authority);
}

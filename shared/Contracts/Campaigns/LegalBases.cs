namespace Omnichannel.Contracts.Campaigns;

/// <summary>Why personal data may be used: Article 6(1) of the General Data Protection Regulation, (a) to (e).</summary>
public static class LegalBases
{
    /// <summary>Only with the citizen's consent to the purpose.</summary>
    public const string Consent = "consent";

    public static IReadOnlyList<string> All { get; } = [Consent, "contract", "legal-obligation", "vital-interests", "public-task"];
}

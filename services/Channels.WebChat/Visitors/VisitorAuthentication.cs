using Omnichannel.Contracts;

namespace Omnichannel.Channels.WebChat;

/// <summary>Who the visitor of a page is: proven by the site, named by the token, or somebody new.</summary>
internal sealed class VisitorAuthentication(WebChatOptions options, TimeProvider time)
{
    /// <summary>Visitors who come back within the month stay who they are; a token younger than this is good enough to go on with.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    public async Task<AuthenticatedVisitor> AdmitAsync(string? token, IdentityClaim? identity)
    {
        var now = time.GetUtcNow();
        var known = token is null ? null : VisitorToken.Read(token, options.SessionKey, now);
        if (identity is not null && await IdentityProof.CheckAsync(identity, options.IdentityKey, now) is { } proven)
            return Admit(proven, now);
        // A wrong proof does not make anybody who they were proven to be before, either.
        if (identity is not null && known is not { Visitor.IsProven: false })
            return Admit(Visitor.NewAnonymous(), now) with { IdentityWasWrong = true };
        var admitted = known is { } visit && now - visit.IssuedAt < RenewAfter
            ? new AuthenticatedVisitor(visit.Visitor, token!, KeyOf(visit.Visitor), false)
            : Admit(known?.Visitor ?? Visitor.NewAnonymous(), now);
        return admitted with { IdentityWasWrong = identity is not null };
    }

    private AuthenticatedVisitor Admit(Visitor visitor, DateTimeOffset now) =>
        new(visitor, VisitorToken.Write(visitor, options.SessionKey, now), KeyOf(visitor), false);

    private string KeyOf(Visitor visitor) => DerivedId.Keyed(options.SessionKey, "visitor", visitor.Id).ToString("N");
}

/// <param name="Token">What the page shows the next time.</param>
/// <param name="Key">Lets a page see whether it is still the same visitor, and nothing else.</param>
internal sealed record AuthenticatedVisitor(Visitor Visitor, string Token, string Key, bool IdentityWasWrong);

namespace Omnichannel.Contracts.Messages;

/// <summary>A consent that a citizen changed on their own page. Request to Conversations.</summary>
/// <param name="RequestId">The same change twice has the same id.</param>
/// <param name="Purpose">Null = about every purpose: nobody is to write first any more, or may again.</param>
/// <param name="Wanted">False = a refusal.</param>
/// <param name="Source"><c>page</c> or <c>link</c>.</param>
public sealed record ChangeConsent(Guid RequestId, Guid CitizenId, string? Purpose, bool Wanted, string Source, DateTimeOffset At);

/// <summary>Answer to <see cref="ChangeConsent"/>.</summary>
/// <param name="Refusal">The code; null = it holds from now on.</param>
public sealed record ConsentChanged(string? Refusal);

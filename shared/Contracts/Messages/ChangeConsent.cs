namespace Omnichannel.Contracts.Messages;

/// <summary>What a citizen wants to be written for, told on their own page. Question that is an order, to Conversations.</summary>
/// <param name="RequestId">The same wish twice has the same id.</param>
/// <param name="Purpose">Null = about every purpose: nobody is to write first any more, or may again.</param>
/// <param name="Wanted">False = a refusal.</param>
/// <param name="Source"><c>page</c> or <c>link</c>.</param>
public sealed record ChangeConsent(Guid RequestId, Guid CitizenId, string? Purpose, bool Wanted, string Source, DateTimeOffset At);

/// <summary>Answer to <see cref="ChangeConsent"/>.</summary>
/// <param name="Refusal">The code; null = it holds from now on.</param>
public sealed record ConsentChanged(string? Refusal);

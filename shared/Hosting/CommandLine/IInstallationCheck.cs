namespace Omnichannel.Hosting;

/// <summary>What <c>omnichannel doctor</c> tries of one service, besides what every installation has: nothing is started, and nothing is changed.</summary>
public interface IInstallationCheck
{
    /// <summary>Tries one thing after the other; what is wrong is a result, not an exception.</summary>
    IAsyncEnumerable<CheckResult> RunAsync(CancellationToken ct);
}

/// <param name="What">What was tried, such as <c>mailbox city</c>.</param>
/// <param name="Says">What was found, or what is wrong; a plain sentence without any secret.</param>
public sealed record CheckResult(string What, bool IsWell, string Says);

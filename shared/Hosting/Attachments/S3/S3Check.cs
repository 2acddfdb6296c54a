using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Omnichannel.Hosting;

/// <summary>For <c>omnichannel doctor</c>: whether files can be kept where the settings say.</summary>
internal sealed class S3Check(S3Options options, IServiceProvider services) : IInstallationCheck
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (options.IsSet)
            yield return await TryAsync(ct);
    }

    private async Task<CheckResult> TryAsync(CancellationToken ct)
    {
        try
        {
            await services.GetRequiredService<S3Bucket>().CheckAsync(ct);
            return new CheckResult("attachments", true, $"in the bucket {options.Bucket}");
        }
        catch (AttachmentsUnavailableException exception)
        {
            return new CheckResult("attachments", false, exception.Message);
        }
    }
}

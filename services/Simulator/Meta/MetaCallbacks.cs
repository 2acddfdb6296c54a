using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Omnichannel.Simulator;

/// <summary>Calls our callback as Meta does: JSON with escapes of its own style, signed over its bytes, each twice when that fault is on.</summary>
internal sealed class MetaCallbacks(IHttpClientFactory clients, MetaPlay play, FaultSwitch faults, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <returns>The status of the answer; null when there was none.</returns>
    public async Task<int?> PostAsync(string url, JsonObject body, CancellationToken ct)
    {
        // Meta escapes slashes too, and writes everything beyond ASCII as escapes: who signs anything but the bytes fails here.
        var bytes = Encoding.ASCII.GetBytes(body.ToJsonString().Replace("/", "\\/", StringComparison.Ordinal));
        var status = await AttemptAsync(url, bytes, ct);
        if (faults.Current.DuplicateWebhooks)
            await AttemptAsync(url, bytes, ct);
        return status;
    }

    private async Task<int?> AttemptAsync(string url, byte[] bytes, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new(MediaTypeNames.Application.Json);
        request.Headers.Add(
            "X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(play.App.AppSecret), bytes))}");
        try
        {
            using var response = await clients.CreateClient(Webhooks.ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}

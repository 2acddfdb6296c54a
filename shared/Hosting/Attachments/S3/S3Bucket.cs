using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Omnichannel.Hosting;

/// <summary>The configured bucket, and its errors in sentences.</summary>
internal sealed class S3Bucket(S3Options options) : IDisposable
{
    private readonly AmazonS3Client _client = Open(options);

    public async Task PutAsync(PutObjectRequest put, CancellationToken ct)
    {
        put.BucketName = options.Bucket;
        await AskAsync(() => _client.PutObjectAsync(put, ct));
    }

    /// <summary>Null when there is no such object.</summary>
    public Task<GetObjectMetadataResponse?> FindAsync(string key, CancellationToken ct) =>
        AskAsync(() => _client.GetObjectMetadataAsync(options.Bucket, key, ct)!);

    /// <summary>Null when there is no such object.</summary>
    public Task<GetObjectResponse?> GetAsync(string key, CancellationToken ct) => AskAsync(() => _client.GetObjectAsync(options.Bucket, key, ct)!);

    /// <summary>With every version that a bucket with versions keeps of it: what is erased is gone.</summary>
    public async Task DeleteAsync(string key, CancellationToken ct)
    {
        await AskAsync(() => _client.DeleteObjectAsync(options.Bucket, key, ct)!);
        for (var versions = await VersionsAsync(key, ct); versions.Count > 0; versions = await VersionsAsync(key, ct))
        {
            foreach (var version in versions)
                await AskAsync(() => _client.DeleteObjectAsync(options.Bucket, key, version.VersionId, ct)!);
        }
    }

    /// <summary>Whether it is there, and opens with our credentials.</summary>
    /// <exception cref="AttachmentsUnavailableException">Why not, in a sentence.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        if (await AskAsync(() => _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = options.Bucket, MaxKeys = 1 }, ct)!) is null)
            throw new AttachmentsUnavailableException($"There is no bucket {options.Bucket}.");
    }

    public void Dispose() => _client.Dispose();

    private async Task<List<S3ObjectVersion>> VersionsAsync(string key, CancellationToken ct)
    {
        try
        {
            var listed = await _client.ListVersionsAsync(new ListVersionsRequest { BucketName = options.Bucket, Prefix = key }, ct);
            return [.. (listed.Versions ?? []).Where(version => version.Key == key && version.VersionId is not (null or "" or "null"))];
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed)
        {
            // A store that keeps no versions.
            return [];
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw Away(exception);
        }
    }

    private async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw Away(exception);
        }
    }

    private AttachmentsUnavailableException Away(Exception exception) => new($"The bucket {options.Bucket} cannot be used: {exception.Message}", exception);

    private static AmazonS3Client Open(S3Options options)
    {
        var config = new AmazonS3Config
        {
            // Checksums in trailers, the library's default, are not understood by many stores; what is signed is checked anyway.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint.Length > 0)
            (config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle) = (options.Endpoint, options.Region, options.PathStyle);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        return options.AccessKey.Length > 0 ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config) : new AmazonS3Client(config);
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Omnichannel.Channels.WebChat;

/// <summary>
/// A file for browsers, kept in memory as it is and, once somebody has asked for it, compressed; its tag follows from its content. The smallest
/// size takes long to find: a start does not wait for it.
/// </summary>
internal sealed class WebFile
{
    private readonly string _contentType;
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _gzip;
    private readonly Lazy<byte[]> _brotli;
    private readonly string _hash;

    public WebFile(byte[] content, string contentType)
    {
        _contentType = contentType;
        _plain = content;
        _gzip = new(() => Compress(content, into => new GZipStream(into, CompressionLevel.SmallestSize)));
        _brotli = new(() => Compress(content, into => new BrotliStream(into, CompressionLevel.SmallestSize)));
        _hash = Convert.ToHexStringLower(SHA256.HashData(content)[..12]);
    }

    /// <summary>One of the files below <c>web/</c>, by its path there.</summary>
    public static byte[] Read(string path)
    {
        using var stream = typeof(WebFile).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The file {path} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>200, or 304 for a client that has it already. Cached for five minutes: a fixed widget is everywhere soon.</summary>
    /// <param name="version">Requested by this (<c>?v=</c>) it is cached for good: another version has another address.</param>
    public IResult Answer(HttpContext context, string? version = null)
    {
        var (encoding, content) = EncodingFor(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.CacheControl = version is not null && context.Request.Query["v"] == version ? "public, max-age=31536000, immutable" : "public, max-age=300";
        headers.Vary = "Accept-Encoding";
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Bytes(content, _contentType, entityTag: new EntityTagHeaderValue(encoding is null ? $"\"{_hash}\"" : $"\"{_hash}-{encoding}\""));
    }

    private (string? Encoding, byte[] Content) EncodingFor(string accepted)
    {
        var names = accepted.Split(',', StringSplitOptions.TrimEntries).Select(one => one.Split(';')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Contains("br") ? ("br", _brotli.Value) : names.Contains("gzip") ? ("gzip", _gzip.Value) : (null, _plain);
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> with)
    {
        using var compressed = new MemoryStream();
        using (var stream = with(compressed))
            stream.Write(content);
        return compressed.ToArray();
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Omnichannel.Channels.WebChat;

/// <summary>A file for browsers, kept in memory as it is and compressed; its tag follows from its content.</summary>
internal sealed class WebFile
{
    private readonly string _contentType;
    private readonly byte[] _plain;
    private readonly byte[] _compressed;
    private readonly string _hash;

    public WebFile(byte[] content, string contentType)
    {
        _contentType = contentType;
        _plain = content;
        _compressed = Compress(content);
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

    /// <summary>200 or, for who has it already, 304. Five minutes without asking: a mended widget is everywhere soon.</summary>
    public IResult Answer(HttpContext context)
    {
        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=300";
        headers.Vary = "Accept-Encoding";
        if (compressed)
            headers.ContentEncoding = "gzip";
        return Results.Bytes(
            compressed ? _compressed : _plain, _contentType, entityTag: new EntityTagHeaderValue(compressed ? $"\"{_hash}-gzip\"" : $"\"{_hash}\""));
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return compressed.ToArray();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Omnichannel.Simulator;

/// <param name="Sha256">Base64, as WhatsApp writes it.</param>
internal sealed record MetaFile(string Id, string ContentType, string? Name, byte[] Bytes, string Sha256);

/// <summary>Pictures and files at Meta, in memory: 64 MB, the oldest go first.</summary>
internal sealed class MetaFiles
{
    public const int MaxFile = 16 * 1024 * 1024;
    private const long MaxAll = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetaFile> _files = [];
    private readonly Queue<MetaFile> _order = new();
    private long _size;

    /// <summary>Its id cannot be guessed: who has it may see the file.</summary>
    public MetaFile Add(string contentType, string? name, byte[] bytes)
    {
        var id = new string([.. RandomNumberGenerator.GetBytes(20).Select(b => (char)('0' + b % 10))]);
        var file = new MetaFile(id, contentType, name, bytes, Convert.ToBase64String(SHA256.HashData(bytes)));
        lock (_lock)
        {
            _files[id] = file;
            _order.Enqueue(file);
            _size += bytes.Length;
            while (_size > MaxAll && _order.TryDequeue(out var oldest))
            {
                _files.Remove(oldest.Id);
                _size -= oldest.Bytes.Length;
            }
        }

        return file;
    }

    public bool TryFind(string id, [NotNullWhen(true)] out MetaFile? file)
    {
        lock (_lock)
            return _files.TryGetValue(id, out file);
    }
}

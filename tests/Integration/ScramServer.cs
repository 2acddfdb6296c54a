using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Integration;

/// <summary>The server's side of SCRAM-SHA-256 (RFC 5802, 7677) for one user, who proves the password without sending it; and the server proves that it knows it.</summary>
internal sealed class ScramServer(string user, string password)
{
    private const int Iterations = 4_096;
    private readonly byte[] _salt = "a salt for tests"u8.ToArray();
    private string _soFar = "";
    private string _nonce = "";

    /// <summary>The client has begun: an empty line is its last word now, and no greeting is wanted.</summary>
    public bool HasBegun => _soFar.Length > 0;

    /// <summary>The answer to what a client says in base64, as a line of SMTP.</summary>
    public string Answer(string said)
    {
        var message = Encoding.UTF8.GetString(Convert.FromBase64String(said));
        return _soFar.Length == 0 ? First(message) : _nonce.Length > 0 ? Final(message) : "235 2.7.0 welcome";
    }

    private string First(string message)
    {
        var bare = message[(message.IndexOf("n=", StringComparison.Ordinal))..];
        if (Field(bare, 'n') != user)
            return "535 5.7.8 No";
        _nonce = Field(bare, 'r') + "and-ours";
        var first = $"r={_nonce},s={Convert.ToBase64String(_salt)},i={Iterations}";
        _soFar = $"{bare},{first}";
        return $"334 {Convert.ToBase64String(Encoding.UTF8.GetBytes(first))}";
    }

    private string Final(string message)
    {
        var without = message[..message.IndexOf(",p=", StringComparison.Ordinal)];
        var signed = Encoding.UTF8.GetBytes($"{_soFar},{without}");
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, _salt, Iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), signed);
        var proof = clientKey.Zip(signature, (key, mask) => (byte)(key ^ mask)).ToArray();
        if (Field(without, 'r') != _nonce || !proof.SequenceEqual(Convert.FromBase64String(Field(message, 'p'))))
            return "535 5.7.8 No";
        _nonce = "";
        var ours = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), signed);
        return $"334 {Convert.ToBase64String(Encoding.UTF8.GetBytes($"v={Convert.ToBase64String(ours)}"))}";
    }

    private static string Field(string message, char name) => message.Split(',').First(field => field.StartsWith($"{name}=", StringComparison.Ordinal))[2..];
}

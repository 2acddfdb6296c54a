using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>
/// One keep-alive connection that sends requests as ready bytes and looks no further into an answer than it must: on two cores every cycle
/// of the client is one that the server lacks.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[8 * 1024];

    private WireConnection()
    {
    }

    public static async Task<WireConnection> OpenAsync(int port)
    {
        var connection = new WireConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Returns when the whole answer is here.</summary>
    /// <exception cref="WrongRunException">The answer is not 200.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        int? whole;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            Oracle.Must(read > 0, "The server hung up.");
            length += read;
            whole = LengthOf(_buffer.AsSpan(0, length));
        }
        while (whole is null || length < whole);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Head and body together; null while the head is not complete.</summary>
    private static int? LengthOf(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = answer[..end];
        Oracle.Must(head.StartsWith("HTTP/1.1 200 "u8), $"The server answered: {Encoding.UTF8.GetString(answer)}");
        var at = head.IndexOf("Content-Length: "u8);
        Oracle.Must(at > 0, "The answer does not tell its length.");
        var value = head[(at + 16)..];
        var line = value.IndexOf((byte)'\r');
        return end + 4 + int.Parse(line < 0 ? value : value[..line], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}

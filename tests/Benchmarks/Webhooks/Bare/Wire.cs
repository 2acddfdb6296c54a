using System.Globalization;
using System.Text;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Requests as bytes, ready before the clock starts.</summary>
internal static class Wire
{
    public static byte[] Post(string target, string contentType, byte[] body, params (string Name, string Value)[] headers) =>
        [.. Head("POST", target, [.. headers, ("Content-Type", contentType), ("Content-Length", $"{body.Length}")]), .. body];

    public static byte[] Get(string target, params (string Name, string Value)[] headers) => Head("GET", target, headers);

    private static byte[] Head(string method, string target, IEnumerable<(string Name, string Value)> headers)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: city.example\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}

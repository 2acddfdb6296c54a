using System.Diagnostics;
using System.Net.Sockets;
using Omnichannel.Testing;

namespace Omnichannel.EndToEnd;

/// <summary>An object store of others (the npm package <c>s3rver</c>) with one bucket, on a port and folder of its own.</summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "files", Key = "S3RVER";
    private readonly string _folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
    private readonly int _port = OmnichannelProcess.FreePort();
    private Process _process = null!;

    public string Endpoint => $"http://127.0.0.1:{_port}";

    /// <summary>What the store has on its disk, objects and what it knows of them.</summary>
    public string[] Files => Directory.GetFiles(Path.Combine(_folder, Bucket), "*", SearchOption.AllDirectories);

    public static async Task<S3Server> StartAsync()
    {
        var server = new S3Server();
        await server.LaunchAsync();
        return server;
    }

    /// <summary>As settings of the program.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Attachments__S3__Endpoint", Endpoint), new("Attachments__S3__Bucket", Bucket), new("Attachments__S3__AccessKey", Key), new("Attachments__S3__SecretKey", Key),
    ];

    public async Task StopAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task LaunchAsync()
    {
        _process = await NodePeer.StartAsync(
            Path.Combine("node_modules", "s3rver", "bin", "s3rver.js"), "--directory", _folder, "--address", "127.0.0.1", "--port", $"{_port}", "--silent", "--configure-bucket", Bucket);
        await Eventually.TrueAsync(async () =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

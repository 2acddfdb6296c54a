using System.Net;
using System.Net.Sockets;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>What an operator reads when the program cannot start.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence_and_nothing_else_is_called_a_failure()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var process = new OmnichannelProcess("", folder, []);
        using var other = new TcpListener(IPAddress.Loopback, process.Port);
        other.Start();
        var (code, said) = await process.RunAsync("serve");
        Assert.Equal(2, code);
        Assert.Contains($"omnichannel: Failed to bind to address http://127.0.0.1:{process.Port}: address already in use.", said, StringComparison.Ordinal);
        Assert.Contains("Hosting failed to start", Assert.Single(said.Split('\n'), line => line.Contains("fail:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}

using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Readers that ask for the whole log and then do not read.</summary>
public sealed class FeedPressureTests
{
    private const int Events = 6_000;
    private const int EventBytes = 8_000;
    private const int Stalled = 12;

    [Fact]
    public async Task Readers_that_do_not_read_take_no_memory_and_hold_up_nobody()
    {
        await using var city = await FilledAsync();
        using var http = city.NewClient();
        // Warm: what a reader takes while it reads is no growth.
        await ReadThreeTimesAsync(http);
        var before = city.Memory;
        var stalled = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Stalled; i++)
                stalled.Add(await AskAsync(city, i % 2 == 0 ? "/feeds/events" : "/feeds/live?after=0"));
            // As long as it takes others to read everything three times, those that stall could have been written everything.
            await ReadThreeTimesAsync(http);
            var grown = city.Memory - before;
            // All of it kept in memory for each of them would be 576 MB; what the sockets hold is the system's.
            Assert.InRange(grown, long.MinValue, (long)Stalled * Events * EventBytes / 4);
        }
        finally
        {
            stalled.ForEach(client => client.Dispose());
        }

        Assert.Equal(Events, (await LogLines.ReadAsync(http)).Count);
        await city.KillAsync();
        Directory.Delete(city.Folder, recursive: true);
    }

    private static async Task ReadThreeTimesAsync(HttpClient http)
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(Events, (await LogLines.ReadAsync(http)).Count);
    }

    private static async Task<OmnichannelProcess> FilledAsync()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        var file = Path.Combine(folder, "log.ndjson");
        var text = new string('x', EventBytes);
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Events).Select(i => JsonSerializer.Serialize(new
        {
            specversion = "1.0",
            id = DerivedId.From("pressure", $"{i}"),
            source = "/omnichannel/conversation",
            type = "conversation.note-added.v1",
            subject = $"conversation-{DerivedId.From("pressure")}",
            time = Moment.Noon,
            streamversion = $"{i}",
            data = new { noteId = DerivedId.From("pressure", $"{i}"), text, author = "anna", at = Moment.Noon },
        })));
        // One heap that is collected early: a collector that has room lets it grow by as much as is to be found here.
        var city = new OmnichannelProcess("feeds", folder, [new("DOTNET_gcServer", "0"), new("DOTNET_GCConserveMemory", "8")]);
        var (code, output) = await city.RunAsync($"import {file}");
        Assert.True(code == 0, output);
        await city.StartAsync();
        return city;
    }

    /// <summary>Sends a request and reads no byte of its answer.</summary>
    private static async Task<TcpClient> AskAsync(OmnichannelProcess city, string path)
    {
        var client = new TcpClient { ReceiveBufferSize = 8 * 1024 };
        await client.ConnectAsync("127.0.0.1", city.Port);
        var request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {OmnichannelProcess.AdminKey}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }
}

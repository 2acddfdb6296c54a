using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>How the program ends when a service manager or a container's host asks it to.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_request_in_hand_is_finished_before_the_program_ends_and_a_live_reader_does_not_hold_it_up()
    {
        await using var installation = await Installation.EmbeddedAsync();
        using var http = installation.Channels.NewClient();
        using var live = await http.GetAsync("/feeds/live?after=0", HttpCompletionOption.ResponseHeadersRead);
        var body = new HalfBody("""{"channel":"sms","provider":"my-gateway","providerMessageId":"abc-1","from":"+447946000001","to":"+15550100","text":"in hand"}""");
        // The body goes out only when the program asks for it: from then on the request is in its hands.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/conversations/messages") { Content = body };
        request.Headers.ExpectContinue = true;
        var posting = http.SendAsync(request);
        await body.HalfSent.WaitAsync(TimeSpan.FromSeconds(60));

        var ending = installation.Channels.TerminateAsync();
        // Once the port is closed the program is stopping; only then comes the rest.
        await Eventually.TrueAsync(async () => !await ListensAsync(installation.Channels.Address));
        // Longer than System.CommandLine lets a verb live after a signal when it is not told otherwise.
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System);
        Assert.False(ending.IsCompleted, installation.Channels.Output);
        body.SendRest();

        using (var answer = await posting)
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, await ending.WaitAsync(TimeSpan.FromSeconds(15)));
        await installation.StartAsync();
        Assert.Single(await LogLines.ReadAsync(http, "?types=conversation.message-received.v1"));
    }

    private static async Task<bool> ListensAsync(Uri address)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    /// <summary>JSON of which the second half waits until it is let go.</summary>
    private sealed class HalfBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _halfSent = new(), _rest = new();

        public HalfBody(string json)
        {
            _bytes = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public Task HalfSent => _halfSent.Task;

        public void SendRest() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length / 2));
            await stream.FlushAsync();
            _halfSent.SetResult();
            await _rest.Task;
            await stream.WriteAsync(_bytes.AsMemory(_bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

using System.Diagnostics;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>The sample connector of the documents, on the generated client, does what it says.</summary>
public sealed class SampleConnectorTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task It_hands_a_message_over_learns_what_became_of_it_and_hears_of_the_reply()
    {
        using var caller = await _server.NewCallerAsync(Scopes.Connect, Scopes.Analyst);
        using var connector = Start(caller.DefaultRequestHeaders.Authorization!.Parameter!);
        try
        {
            Assert.StartsWith("accepted ", await LineAsync(connector), StringComparison.Ordinal);
            var conversation = (await LineAsync(connector)).Split(' ')[2];
            Assert.Equal(conversation, (await _server.ConversationAsync(Anna)).GetProperty("id").GetString());
            await _server.ReplyAsync(conversation, "We come today.");
            string line;
            do
                line = await LineAsync(connector);
            while (!line.EndsWith(" conversation.reply-written.v1", StringComparison.Ordinal));
        }
        finally
        {
            connector.Kill();
            await connector.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task It_says_what_the_problem_is()
    {
        using var connector = Start("no key");
        Assert.StartsWith("access.key-unknown", await connector.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await connector.WaitForExitAsync();
        Assert.Equal(1, connector.ExitCode);
    }

    private Process Start(string key)
    {
        var built = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Connector", built, "Omnichannel.Connector.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, _server.Address.ToString(), key, Anna, "My bin was not collected"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? $"it ended: {await process.StandardError.ReadToEndAsync()}";
}

using System.Diagnostics;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

/// <summary>The sample of the documents that reads the log with a Marten of its own does what it says, while the program writes.</summary>
public sealed class SampleMartenReaderTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private PostgresDatabase _database = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _server = await RunningServer.StartAsync($"ConnectionStrings:EventStore={_database.ConnectionString}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_that_follow_one_leads_and_when_it_is_killed_the_other_goes_on()
    {
        using var one = new Follower(Start("follow"));
        await Eventually.TrueAsync(async () =>
            one.IsRunning && await _database.ScalarAsync("SELECT to_regclass('statistics.mt_doc_conversationsummary')::text") is string);
        using var other = new Follower(Start("follow"));
        await _server.TextAsync(Anna, "My bin was not collected");
        await Eventually.TrueAsync(() => Task.FromResult(one.IsRunning && one.Heard("conversation.message-received.v1") == 1));
        Assert.Empty(other.Lines);

        // What it has not saved when it is killed, the other would hear again.
        await Eventually.TrueAsync(async () => await _database.ScalarAsync(
            "SELECT last_seq_id = (SELECT max(seq_id) FROM mt_events) FROM mt_event_progression WHERE name = 'announcements:All'") is true);
        one.Process.Kill();
        await _server.TextAsync(Anna, "It still was not");
        await Eventually.TrueAsync(() => Task.FromResult(other.IsRunning && other.Heard("conversation.message-received.v1") == 1));
        await Eventually.TrueAsync(async () => (await AskAsync())[0].EndsWith("by sms: 2 messages", StringComparison.Ordinal));
        var said = await AskAsync();
        Assert.Equal(said[0], said[1]);
        Assert.Equal("0 replies", said[2]);
    }

    private async Task<string[]> AskAsync()
    {
        using var asked = Start("ask");
        var said = await asked.StandardOutput.ReadToEndAsync();
        var errors = await asked.StandardError.ReadToEndAsync();
        await asked.WaitForExitAsync();
        return asked.ExitCode == 0 ? said.Split('\n') : throw new InvalidOperationException(errors);
    }

    private Process Start(string what)
    {
        var built = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "MartenReader", built, "Omnichannel.MartenReader.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, what, _database.ConnectionString]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private sealed class Follower : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _errors = [];

        public Follower(Process process)
        {
            Process = process;
            process.OutputDataReceived += (_, line) =>
            {
                if (line.Data is not null)
                    Lines.Enqueue(line.Data);
            };
            process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public Process Process { get; }

        /// <exception cref="InvalidOperationException">It has ended; what it said about it.</exception>
        public bool IsRunning => !Process.HasExited ? true : throw new InvalidOperationException(string.Join('\n', [.. Lines, .. _errors]));

        /// <summary>What it has said: position and type of each event that it heard.</summary>
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public int Heard(string type) => Lines.Count(line => line.EndsWith($" {type}", StringComparison.Ordinal));

        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}

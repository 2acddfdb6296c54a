using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>The sample consumer of the documents does what it says, also when it is killed.</summary>
public sealed class SampleConsumerTests
{
    [Fact]
    public async Task It_counts_every_event_once_also_when_it_is_killed_and_started_again()
    {
        var port = OmnichannelProcess.FreePort();
        await using var city = await Installation.EmbeddedAsync(new KeyValuePair<string, string>("Feeds__Webhooks__AllowedHosts", $"127.0.0.1:{port}"));
        using var http = city.Channels.NewClient();
        var state = Path.Combine(city.Channels.Folder, "consumer.db");
        await TextAsync(city, http, 0);
        using (var first = Start(city, port, state))
        {
            await CountedAsync(state, http);
            for (var i = 1; i < 10; i++)
                await TextAsync(city, http, i);
            first.Kill();
            await first.WaitForExitAsync();
        }

        using var second = Start(city, port, state);
        await Eventually.TrueAsync(() => IsListeningAsync(port));
        // What was delivered while nobody listened comes again after five seconds, or minutes; told to, at once.
        var webhook = (await http.GetFromJsonAsync<JsonElement>("/feeds/webhooks")).GetProperty("items")[0].GetProperty("id").GetString();
        foreach (var word in new[] { "pause", "resume" })
            (await http.PostAsync($"/feeds/webhooks/{webhook}/{word}", null)).EnsureSuccessStatusCode();
        await CountedAsync(state, http);
        second.Kill();
        await second.WaitForExitAsync();
    }

    private static Process Start(Installation city, int port, string state)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(Repository.Root, "docs", "samples", "consumer.py"), city.Channels.Address.ToString(), OmnichannelProcess.AdminKey, "--port", $"{port}", "--state", state })
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no Python 3, which the sample needs.");
            throw;
        }
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Task CountedAsync(string state, HttpClient http) => Eventually.TrueAsync(async () =>
    {
        var log = await LogLines.ReadAsync(http);
        var expected = log.GroupBy(e => e.Type).ToDictionary(group => group.Key, group => (long)group.Count());
        return Counts(state) is var counted && counted.Count == expected.Count && expected.All(pair => counted.GetValueOrDefault(pair.Key) == pair.Value);
    });

    private static Dictionary<string, long> Counts(string state)
    {
        var counts = new Dictionary<string, long>();
        if (!File.Exists(state))
            return counts;
        using var connection = new SqliteConnection($"Data Source={state};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT type, count FROM counts";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                counts[rows.GetString(0)] = rows.GetInt64(1);
        }
        catch (SqliteException)
        {
            // It has just begun, or is writing.
        }

        return counts;
    }

    private static async Task TextAsync(Installation city, HttpClient http, int i)
    {
        using var text = Installation.Twilio.Text(city.Channels.Address, $"SM{i}", "+447946000001", "My bin was not collected");
        (await http.SendAsync(text)).EnsureSuccessStatusCode();
    }
}

using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>A <see cref="BareServer"/> as a process of its own, as our program is one.</summary>
internal sealed class BareProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private long _rows;

    private BareProcess(Process process, int port, string folder) => (_process, Port, _folder) = (process, port, folder);

    public int Port { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<BareProcess> StartAsync(string kind, WorkFolder folder)
    {
        var port = OmnichannelProcess.FreePort();
        var path = Directory.CreateDirectory(folder[kind]).FullName;
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(BareProcess).Assembly.Location, "bare", kind, $"{port}", path]) { RedirectStandardInput = true })!;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var connection = await WireConnection.OpenAsync(port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        return new BareProcess(process, port, path);
    }

    /// <summary>As many rows as requests; each of those was answered with 200, or the run had ended there.</summary>
    public void CheckInserts(Deliveries deliveries)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "bare.db")};Mode=ReadOnly");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM requests";
        _rows += deliveries.Count;
        Oracle.Must((long)count.ExecuteScalar()! == _rows, "The baseline does not hold what it acknowledged.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        SqliteConnection.ClearAllPools();
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Omnichannel.Testing;

/// <summary>The built program as a process of its own, on a port and folder of its own; it can be killed and started again.</summary>
public sealed class OmnichannelProcess : IAsyncDisposable
{
    /// <summary>Below the ports that systems give to outgoing connections, one of which might take a free one before its server does.</summary>
    private const int FirstPort = 10_000;
    private const int Ports = 10_000;
    private static int _portsGiven = Random.Shared.Next(Ports);

    public const string AdminKey = "an-admin-key-for-tests-0123456789";
    private readonly Dictionary<string, string> _environment;
    private readonly string _arguments;
    private Process? _process;
    private readonly System.Text.StringBuilder _output = new();

    /// <param name="services">As after <c>--services</c>; empty = all.</param>
    /// <param name="settings">Environment variables besides port, folder and admin key.</param>
    public OmnichannelProcess(string services, string folder, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Port = FreePort();
        Folder = folder;
        _arguments = services.Length == 0 ? "serve" : $"serve --services {services}";
        _environment = new Dictionary<string, string>(settings)
        {
            ["OMNICHANNEL_DATA"] = folder,
            ["OMNICHANNEL_ADMIN_KEY"] = AdminKey,
        };
    }

    /// <summary>A free one, unless told.</summary>
    public int Port { get; init; }

    public string Folder { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>What the running program has cost so far, on all cores together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of the machine's memory that the running program holds.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the program has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the program and returns once it answers.</summary>
    public async Task StartAsync()
    {
        _process = Launch(_arguments);
        using var http = NewClient();
        var until = Stopwatch.StartNew();
        while (!await AnswersAsync(http))
        {
            if (_process.HasExited || until.Elapsed > TimeSpan.FromSeconds(180))
                throw new InvalidOperationException($"omnichannel {_arguments} did not start:\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as a service manager stops it; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Runs another verb on the same folder and settings; returns its exit code and output.</summary>
    public async Task<(int Code, string Output)> RunAsync(string arguments)
    {
        using var process = Launch(arguments, capture: true);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>A client with the admin key.</summary>
    public HttpClient NewClient()
    {
#pragma warning disable RS0030 // Nobody here makes clients but this.
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.Authorization = new("Bearer", AdminKey);
        return http;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref _portsGiven) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Launch(string arguments, bool capture = false)
    {
        var start = new ProcessStartInfo("dotnet", $"{Path.Combine(AppContext.BaseDirectory, "omnichannel.dll")} {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        start.Environment["OMNICHANNEL_PORT"] = $"{Port}";
        var process = Process.Start(start)!;
        if (capture)
            return process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}

using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>A program and the Kannel that it sends through and hears from.</summary>
public sealed class KannelCity : IAsyncLifetime
{
    private const string Secret = "kannelsecretfortests";
    private OmnichannelProcess? _program;

    /// <summary>Without a Kannel whoever asks for it is skipped.</summary>
    public OmnichannelProcess Program
    {
        get
        {
            if (_program is null)
                Assert.Skip("Kannel's fake SMS centre is not installed: run the tests through 'make test'.");
            return _program;
        }
    }

    /// <summary>Where SMS centres connect to.</summary>
    public int SmscPort { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(FakeSmsc.Program))
            return;
        // Each of the two has to know the other's port before it starts.
        var port = OmnichannelProcess.FreePort();
        (var sendSms, SmscPort) = await Servers.StartKannelAsync(new Uri($"http://127.0.0.1:{port}"), Secret);
        _program = new OmnichannelProcess("", Directory.CreateTempSubdirectory("omnichannel").FullName, new Dictionary<string, string>
        {
            ["Sms__Kannel__Username"] = "omnichannel",
            ["Sms__Kannel__Password"] = Secret,
            ["Sms__Kannel__Secret"] = Secret,
            ["Sms__Kannel__From"] = "300",
            ["Sms__Kannel__BaseUrl"] = sendSms.GetLeftPart(UriPartial.Authority),
        })
        {
            Port = port,
        };
        await _program.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is null)
            return;
        await Servers.StopKannelAsync();
        await _program.DisposeAsync();
        Directory.Delete(_program.Folder, recursive: true);
    }
}

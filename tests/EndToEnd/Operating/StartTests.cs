using System.Net;
using System.Net.Sockets;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>What an operator reads when the program cannot start.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var process = new OmnichannelProcess("", folder, []);
        using var other = new TcpListener(IPAddress.Loopback, process.Port);
        other.Start();
        var (code, said) = await process.RunAsync("serve");
        Assert.Equal(2, code);
        Assert.Equal($"omnichannel: Failed to bind to address http://127.0.0.1:{process.Port}: address already in use.", said.Trim());
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("keys list")]
    public async Task Settings_that_everything_depends_on_end_any_verb_with_a_sentence_each(string verb)
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var process = new OmnichannelProcess("", folder, [new("ConnectionStrings__RabbitMq", "user:hush-hush")]);
        var (code, said) = await process.RunAsync(verb);
        Assert.Equal(2, code);
        Assert.Equal("omnichannel: ConnectionStrings:RabbitMq is no address of a broker; write it as amqp://user:password@host:5672/vhost.", said.Trim());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Settings_that_cannot_be_meant_are_told_a_line_each_by_full_name_and_never_with_a_secret()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var process = new OmnichannelProcess(
            "", folder,
            [
                new("Conversations__JoinWindow", "abc"), new("Sms__Twilio__AuthToken", "hush-hush"), new("Sms__Twilio__From", "+15550100"),
                new("WebChat__SessionSecret", "hush-hush"),
            ]);
        var (code, said) = await process.RunAsync("serve");
        Assert.Equal(2, code);
        Assert.Equal(
            [
                "omnichannel: Conversations:JoinWindow 'abc' is no span of time; write it as 00:00:30 (hours, minutes, seconds), or 3.12:00:00 (days before them).",
                "omnichannel: Sms:Twilio:AccountSid is not set, although Sms:Twilio:AuthToken is; an account has both.",
                "omnichannel: WebChat:SessionSecret is too short: use at least 16 characters.",
            ],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_doctor_names_what_is_set_and_read_by_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var process = new OmnichannelProcess("", folder, [new("Sms__Twilio__AcountSid", "AC0"), new("WebChat__SessionSecret", "hush-hush")]);
        var (code, said) = await process.RunAsync("doctor");
        Assert.Equal(1, code);
        Assert.Contains("FAIL  settings: nothing reads Sms:Twilio:AcountSid; did you mean Sms:Twilio:AccountSid?", said, StringComparison.Ordinal);
        Assert.Contains("FAIL  settings: WebChat:SessionSecret is too short: use at least 16 characters.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", said, StringComparison.Ordinal);

        await using var well = new OmnichannelProcess("", folder, [new("Sms__Twilio__AccountSid", "AC0")]);
        Assert.Equal(0, (await well.RunAsync("doctor")).Code);
        Directory.Delete(folder, recursive: true);
    }
}

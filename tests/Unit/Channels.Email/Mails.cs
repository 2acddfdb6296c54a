using System.Text;
using Microsoft.Extensions.Configuration;
using Omnichannel.Channels.Email;
using Omnichannel.Channels.Simulated;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Settings;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Mails, and the parts that read them, for tests.</summary>
internal static class Mails
{
    public static AdminKey Key { get; } = new("an-admin-key-for-tests-0123456789", null, false);

    public static EmailAccount Options { get; } = OptionsWith();

    public static MailTokens Tokens { get; } = new(Key, Options);

    public static MailReader Reader { get; } = ReaderWith(Options);

    /// <param name="settings">As <c>Section:Name=value</c>.</param>
    public static EmailAccount OptionsWith(params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new[] { "Email:Smtp:Host=127.0.0.1", "Email:Smtp:From=City Hall <city@city.example>", "Email:Inbound:AuthservId=mx.city.example", "Email:Inbound:HostName=mx.city.example" }
                .Concat(settings).Select(setting => setting.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => (string?)group.Last()[1])).Build();
        return EmailAccount.Of(
            configuration.ReadSettings<SmtpOptions>(), configuration.ReadSettings<InboundOptions>(), SimulatedMail.For(Key, new SimulatorOptions()));
    }

    public static MailReader ReaderWith(EmailAccount options)
    {
        var tokens = new MailTokens(Key, options);
        return new MailReader(options, tokens, new BounceReader(tokens));
    }

    /// <summary>Lines as people write them in a test, with the line ends of mail.</summary>
    public static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));

    public static MailPart Parse(string mail) => MimeReading.Of(Bytes(mail)).Root!;

    public static MessageHeard Message(string mail) => Assert.IsType<MessageHeard>(Assert.Single(Reader.Read(Bytes(mail), Moment.Noon).Heard));

    /// <summary>A mail from Anna with more headers, in front of a short text.</summary>
    public static MessageHeard WithHeaders(string headers) => Message($"""
        From: Anna <anna@home.example>
        To: city@city.example
        Message-ID: <1@home.example>
        {headers.Trim()}

        Hello
        """);
}

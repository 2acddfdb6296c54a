using Omnichannel.Settings;
using Xunit;

namespace Omnichannel.Unit.Settings;

/// <summary>What is set and read by nothing has a name, and often one that is nearly right.</summary>
public sealed class UnreadSettingsTests
{
    [Theory]
    [InlineData("Sms:Twilio:AcountSid", "nothing reads Sms:Twilio:AcountSid; did you mean Sms:Twilio:AccountSid?")]
    [InlineData("sms:twillio:AccountSid", "nothing reads sms:twillio:AccountSid; did you mean Sms:Twilio:AccountSid?")]
    [InlineData("Mesenger:Meta:AppSecret", "nothing reads Mesenger:Meta:AppSecret; did you mean Messenger:Meta:AppSecret?")]
    [InlineData("Outreach:Pcae:sms", "nothing reads Outreach:Pcae:sms; did you mean Outreach:Pace?")]
    [InlineData("Outreach:Holiday:0", "nothing reads Outreach:Holiday:0; did you mean Outreach:Holidays?")]
    [InlineData("Sms:Twilio:Shard:0", "nothing reads Sms:Twilio:Shard:0")]
    [InlineData("WebChat:Colour", "nothing reads WebChat:Colour")]
    [InlineData("ConnectionStrings:EventStor", "nothing reads ConnectionStrings:EventStor; did you mean ConnectionStrings:EventStore?")]
    [InlineData("OMNICHANNEL_PROT", "nothing reads OMNICHANNEL_PROT; did you mean OMNICHANNEL_PORT?")]
    public void A_name_with_a_slip_in_it_is_told(string name, string sentence) => Assert.Equal([sentence], Find($"{name}=something-secret"));

    [Theory]
    [InlineData("Sms:Twilio:AccountSid")]
    [InlineData("SMS:TWILIO:ACCOUNTSID")]
    [InlineData("Sms:Providers")]
    [InlineData("Sms:Providers:1")]
    [InlineData("Sms:Vonage:Numbers:0")]
    [InlineData("Outreach:Pace:sms")]
    [InlineData("Outreach:Budget:Most")]
    [InlineData("Oidc:Roles:urn:town:agent")]
    [InlineData("ConnectionStrings:RabbitMq")]
    [InlineData("Messenger:Meta:HumanAgent")]
    public void A_setting_is_read(string name) => Assert.Empty(Find($"{name}=x"));

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("AllowedHosts")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("PATH")]
    [InlineData("EMAIL")]
    [InlineData("OMNICHANNEL_SERVICE_HOST")]
    public void What_is_others_is_left_to_them(string name) => Assert.Empty(Find($"{name}=x"));

    private static IReadOnlyList<string> Find(params string[] settings) => UnreadSettings.Find(SettingsTests.Configuration(settings), ProductSettings.Registered);
}

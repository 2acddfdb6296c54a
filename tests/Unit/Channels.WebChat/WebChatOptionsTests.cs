using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Omnichannel.Channels.WebChat;
using Omnichannel.Hosting;
using Omnichannel.Settings;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class WebChatOptionsTests
{
    private static readonly AdminKey Key = new("om_0123456789abcdef", null, false);

    [Fact]
    public void Without_secrets_they_follow_from_the_admin_key_and_differ()
    {
        var options = Read([]);
        Assert.True(options.HasDemoIdentity);
        Assert.Equal(options.SessionKey, Read([]).SessionKey);
        Assert.NotEqual(options.SessionKey, options.IdentityKey);
        Assert.NotEqual(options.SessionKey, Read([], new AdminKey("om_another_key_16", null, false)).SessionKey);
    }

    [Fact]
    public void With_an_identity_secret_the_demo_page_signs_nobody()
    {
        var options = Read(new() { ["WebChat:IdentitySecret"] = "0123456789abcdef" });
        Assert.False(options.HasDemoIdentity);
        Assert.Equal("0123456789abcdef"u8.ToArray(), options.IdentityKey);
    }

    [Theory]
    [InlineData("WebChat:SessionSecret", "too short")]
    [InlineData("WebChat:IdentitySecret", "too short")]
    [InlineData("WebChat:AllowedOrigins", "www.town.example")]
    [InlineData("WebChat:AllowedOrigins", "https://www.town.example/path")]
    [InlineData("WebChat:AllowedOrigins", "*")]
    [InlineData("WebChat:Hours", "always")]
    [InlineData("WebChat:TimeZone", "Europe/Atlantis")]
    public void Settings_that_cannot_be_meant_stop_the_start(string name, string value) =>
        Assert.Contains(name, Assert.Throws<OptionsValidationException>(() => Read(new() { [name] = value })).Message, StringComparison.Ordinal);

    [Fact]
    public void Origins_are_compared_as_browsers_write_them() => Assert.Equal(
        ["https://www.town.example", "http://localhost:5173"],
        Read(new() { ["WebChat:AllowedOrigins"] = " https://www.town.example:443/ , http://localhost:5173" }).AllowedOrigins);

    private static WebChatOptions Read(Dictionary<string, string?> settings, AdminKey? key = null)
    {
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().ReadSettings<WebChatOptions>();
        options.Complete(key ?? Key);
        return options;
    }
}

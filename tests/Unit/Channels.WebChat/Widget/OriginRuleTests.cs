using Microsoft.AspNetCore.Http;
using Omnichannel.Channels.WebChat;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class OriginRuleTests
{
    [Theory]
    [InlineData("https://www.town.example", true)]
    [InlineData("https://WWW.town.example", true)]
    [InlineData("http://www.town.example", false)]
    [InlineData("https://town.example", false)]
    [InlineData("https://www.town.example.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void Only_listed_sites_may_come_even_on_loopback(string origin, bool allowed) => Assert.Equal(
        allowed, OriginRule.Allows(origin, new HostString("chat.example"), isLoopback: true, ["https://www.town.example", "https://x.example"]));

    [Theory]
    [InlineData("https://chat.example", "chat.example", true)]
    [InlineData("http://chat.example", "chat.example", true)]
    [InlineData("https://chat.example:8443", "chat.example:8443", true)]
    [InlineData("https://chat.example", "chat.example:443", true)]
    [InlineData("https://chat.example:8443", "chat.example", false)]
    [InlineData("https://www.town.example", "chat.example", false)]
    [InlineData("null", "chat.example", false)]
    [InlineData("", "chat.example", false)]
    public void Without_a_list_only_our_own_host_may_come(string origin, string host, bool allowed) =>
        Assert.Equal(allowed, OriginRule.Allows(origin, new HostString(host), isLoopback: false, []));

    [Fact]
    public void Without_a_list_anybody_on_this_machine_may_come() =>
        Assert.True(OriginRule.Allows("https://www.town.example", new HostString("localhost", 8080), isLoopback: true, []));

    [Theory]
    [InlineData("127.0.0.1", "localhost:8080", null, true)]
    [InlineData("::1", "[::1]:8080", null, true)]
    [InlineData("127.0.0.1", "chat.example", null, false)]
    [InlineData("127.0.0.1", "127.0.0.1:8080", "203.0.113.7", false)]
    [InlineData("203.0.113.7", "localhost", null, false)]
    public void A_proxy_on_this_machine_does_not_make_the_world_local(string remote, string host, string? forwardedFor, bool isLoopback)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        if (forwardedFor is not null)
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        Assert.Equal(isLoopback, OriginRule.IsLoopback(context.Request));
    }
}

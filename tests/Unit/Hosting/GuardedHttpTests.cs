using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Unit.Hosting;

public sealed class GuardedHttpTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::")]
    [InlineData("2001:db8::1")]
    public void An_address_inside_is_not_called(string address) => Assert.False(GuardedHttp.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1::1")]
    public void An_address_of_the_internet_is(string address) => Assert.True(GuardedHttp.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_client_calls_a_host_within_that_an_operator_named_and_no_other()
    {
        var services = new ServiceCollection();
        services.AddGuardedHttp("named", _ => (host, port) => (host, port) == ("127.0.0.1", 9));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("named");
        foreach (var (link, isForbidden) in new[] { ("http://127.0.0.1:9/", false), ("http://127.0.0.1:10/", true), ("http://localhost:9/", true) })
        {
            var failed = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(link), TestContext.Current.CancellationToken));
            Assert.Equal((link, isForbidden), (link, GuardedHttp.IsForbidden(failed)));
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    public async Task A_link_into_this_machine_is_refused_before_a_connection(string link)
    {
        var services = new ServiceCollection();
        services.AddGuardedHttp();
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(GuardedHttp.Name);
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(link), TestContext.Current.CancellationToken));
        Assert.True(GuardedHttp.IsForbidden(refused), refused.ToString());
    }
}

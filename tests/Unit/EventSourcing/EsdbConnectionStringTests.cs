using Omnichannel.EventSourcing.EventStoreDb;
using Xunit;

namespace Omnichannel.Unit.EventSourcing;

public sealed class EsdbConnectionStringTests
{
    [Fact]
    public void One_host_is_spoken_to_without_asking_others()
    {
        var settings = EsdbConnectionString.Parse("esdb://db.example");
        Assert.Equal([new EsdbHost("db.example", 2113)], settings.Hosts);
        Assert.False(settings.Discovers);
        Assert.True(settings.Tls);
        Assert.True(settings.VerifiesCertificate);
        Assert.Null(settings.User);
        Assert.Equal("https://db.example:2113/", settings.AddressOf(settings.Hosts[0]).ToString());
    }

    [Theory]
    [InlineData("esdb://a:1,b,c:3", 3)]
    [InlineData("esdb+discover://a", 1)]
    [InlineData("ESDB+Discover://a/?tls=false", 1)]
    [InlineData("kurrentdb+discover://a", 1)]
    public void Several_hosts_or_the_word_discover_mean_a_cluster(string text, int hosts)
    {
        var settings = EsdbConnectionString.Parse(text);
        Assert.True(settings.Discovers);
        Assert.Equal(hosts, settings.Hosts.Count);
    }

    [Theory]
    [InlineData("esdb://anna:secret@a:1", "anna", "secret")]
    [InlineData("esdb://an%3Ana:p%40s%2Fs%25@a:1/", "an:na", "p@s/s%")]
    [InlineData("esdb://anna:p@ss:w@a:1?tls=false", "anna", "p@ss:w")]
    [InlineData("esdb://anna:@a:1", "anna", "")]
    public void User_and_password_are_percent_decoded(string text, string user, string password)
    {
        var settings = EsdbConnectionString.Parse(text);
        Assert.Equal((user, password, "a", 1), (settings.User, settings.Password, settings.Hosts[0].Name, settings.Hosts[0].Port));
        Assert.DoesNotContain(password.Length > 0 ? password : "anna", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_is_read_whatever_its_case()
    {
        var file = typeof(EsdbConnectionStringTests).Assembly.Location;
        var settings = EsdbConnectionString.Parse(
            "esdb://a?TLS=True&tlsVerifyCert=false&nodePreference=Leader&maxDiscoverAttempts=3&discoveryInterval=50&gossipTimeout=2000&defaultDeadline=4000"
            + "&keepAliveInterval=-1&keepAliveTimeout=20000&connectionName=my%20app&throwOnAppendFailure=false"
            + $"&tlsCaFile={Uri.EscapeDataString(file)}&userCertFile={Uri.EscapeDataString(file)}&userKeyFile={Uri.EscapeDataString(file)}");
        Assert.Equal((true, false, 3, "my app"), (settings.Tls, settings.VerifiesCertificate, settings.MaxDiscoverAttempts, settings.ConnectionName));
        Assert.Equal((50, 2_000, 4_000), (settings.DiscoveryInterval.TotalMilliseconds, settings.GossipTimeout.TotalMilliseconds, settings.Deadline.TotalMilliseconds));
        Assert.Equal((Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(20)), (settings.KeepAliveInterval, settings.KeepAliveTimeout));
        Assert.Equal((file, file, file), (settings.CaFile, settings.UserCertFile, settings.UserKeyFile));
    }

    [Fact]
    public void An_IPv6_address_keeps_its_colons()
    {
        var settings = EsdbConnectionString.Parse("esdb://[::1]:2114,[::2]?tls=false");
        Assert.Equal(["http://[::1]:2114/", "http://[::2]:2113/"], settings.Hosts.Select(host => settings.AddressOf(host).ToString()));
    }

    [Theory]
    [InlineData("esdb://", "names no host")]
    [InlineData("esdb://?tls=false", "names no host")]
    [InlineData("esdb://a,,b", "'' is no host")]
    [InlineData("esdb://a:0", "no port")]
    [InlineData("esdb://a:70000", "no port")]
    [InlineData("esdb://a:x", "the port must be a number")]
    [InlineData("esdb://anna@a", "user:password")]
    [InlineData("esdb://a?tls", "'tls' is not key=value")]
    [InlineData("esdb://a?tls=maybe", "tls must be true or false")]
    [InlineData("esdb://a?tls=true&TLS=false", "TLS is given twice")]
    [InlineData("esdb://a?colour=red", "no option colour")]
    [InlineData("esdb://a?nodePreference=follower", "only be leader")]
    [InlineData("esdb://a?defaultDeadline=0", "more than 0")]
    [InlineData("esdb://a?keepAliveInterval=10", "1000 or more")]
    [InlineData("esdb://a?userKeyFile=/nowhere", "there is no file /nowhere")]
    [InlineData("http://a", "does not begin")]
    public void What_is_wrong_is_said(string text, string what)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => EsdbConnectionString.Parse(text));
        Assert.Contains(what, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("esdb://a", true)]
    [InlineData("Esdb+discover://a", true)]
    [InlineData("kurrentdb://a", true)]
    [InlineData("Host=esdb;Database=x", false)]
    [InlineData("postgres://a", false)]
    public void EventStoreDB_is_told_from_PostgreSQL(string text, bool isOne) => Assert.Equal(isOne, EsdbConnectionString.IsOne(text));
}

using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>Whom a call goes to, what goes with it, and when nobody answers.</summary>
public sealed class EsdbCallTests : EsdbWire
{
    [Fact]
    public async Task Login_leader_and_name_go_with_every_call()
    {
        await using var store = await EsdbEventStore.OpenAsync(
            $"esdb://Anna:p%40ss@{Peer.Host}?tls=false&connectionName=ours", TimeProvider.System, CancellationToken.None);
        await AppendAsync(store, 0, "e1");
        Assert.Equal($"Basic {Convert.ToBase64String("Anna:p@ss"u8)}", Peer.LastHeaders.Authorization.ToString());
        Assert.Equal("true ours trailers", $"{Peer.LastHeaders["requires-leader"]} {Peer.LastHeaders["connection-name"]} {Peer.LastHeaders.TE}");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_away_after_the_deadline()
    {
        await using var store = await OpenAsync("&defaultDeadline=300");
        Peer.Script = async call =>
        {
            await call.ForeverAsync();
            return true;
        };
        Assert.Equal(GrpcCode.DeadlineExceeded, (await Assert.ThrowsAsync<EsdbException>(() => store.HeadAsync(CancellationToken.None))).Code);
        Assert.Equal(GrpcCode.DeadlineExceeded, (await Assert.ThrowsAsync<EsdbException>(() => AppendAsync(store, 0, "e1"))).Code);
    }

    [Theory]
    [InlineData(404, GrpcCode.Unimplemented)]
    [InlineData(500, GrpcCode.Unknown)]
    public async Task What_is_not_even_gRPC_is_told_by_its_HTTP_status(int status, object code)
    {
        Peer.Script = call =>
        {
            call.EndWithHttp(status);
            return Task.FromResult(true);
        };
        Assert.Equal(code, (await Assert.ThrowsAsync<EsdbException>(() => OpenAsync())).Code);
    }

    [Fact]
    public async Task Who_does_not_lead_names_the_leader_and_all_goes_there()
    {
        await using var leader = await new ScriptedEsdb(Peer.Log).StartAsync();
        await using var store = await OpenAsync();
        Peer.Script = async call =>
        {
            if (call.Name == "BatchAppend")
                await call.NextAsync(BatchAppendRequest.Parser);
            call.End(GrpcCode.NotFound, "Leader info available", ("exception", "not-leader"), ("leader-endpoint-host", "127.0.0.1"), ("leader-endpoint-port", $"{leader.Port}"));
            return true;
        };
        Assert.Equal((AppendOutcome.Appended, 1L), Told(await AppendAsync(store, 0, "e1")));
        Assert.Single(await ReadAsync(store));
        Assert.Contains("BatchAppend", leader.Calls);
    }

    [Fact]
    public async Task Of_a_cluster_s_members_the_leader_is_spoken_to_once_there_is_one()
    {
        await using var leader = await new ScriptedEsdb(Peer.Log).StartAsync();
        var asked = 0;
        Peer.Script = async call =>
        {
            if (!call.IsGossip)
                return false;
            // Nobody, then the election, then the leader; a dead one is not asked.
            var state = ++asked == 1 ? 2 : 8;
            await call.WriteAsync(new ClusterMembers { Members = { Member(9, 8, isAlive: false), Member(Peer.Port, 6), Member(leader.Port, state) } });
            call.End(GrpcCode.Ok, "");
            return true;
        };
        // The member that is elected tells the same.
        leader.Members = new ClusterMembers { Members = { Member(Peer.Port, 6), Member(leader.Port, 2) } };
        await using var store = await EsdbEventStore.OpenAsync($"esdb+discover://{Peer.Host}?tls=false&discoveryInterval=10", TimeProvider.System, CancellationToken.None);
        await AppendAsync(store, 0, "e1");
        Assert.Contains("BatchAppend", leader.Calls);
        Assert.DoesNotContain("BatchAppend", Peer.Calls);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_unavailable()
    {
        await using var store = await OpenAsync("&defaultDeadline=300");
        await Peer.StopAsync();
        Assert.True((await Assert.ThrowsAsync<EsdbException>(() => AppendAsync(store, 0, "e1"))).IsTransient);
        Assert.True((await Assert.ThrowsAsync<EsdbException>(() => ReadAsync(store))).IsTransient);
    }
}

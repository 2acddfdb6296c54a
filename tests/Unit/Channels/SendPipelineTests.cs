using Omnichannel.Channels;
using Polly.CircuitBreaker;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class SendPipelineTests
{
    private static readonly SendLimits Limits = new(TimeSpan.FromSeconds(10), Retries: 2, PerSenderPerSecond: 1_000);
    private static readonly SendOutcome Taken = new SendOutcome.Accepted("1");
    private int _attempts;

    [Fact]
    public async Task A_busy_provider_is_tried_again_after_the_time_it_asked_for() =>
        Assert.Equal((Taken, 2), (await RunAsync(Limits, new SendOutcome.TryLater("provider.busy", TimeSpan.FromMilliseconds(1)), Taken), _attempts));

    [Fact]
    public async Task Who_wants_to_be_left_alone_for_long_is_not_waited_for()
    {
        var later = new SendOutcome.TryLater("provider.busy", TimeSpan.FromHours(1));
        Assert.Equal((later, 1), (await RunAsync(Limits, later, Taken), _attempts));
    }

    [Fact]
    public async Task Without_retries_there_is_one_attempt()
    {
        var later = new SendOutcome.TryLater("provider.busy", TimeSpan.FromMilliseconds(1));
        Assert.Equal((later, 1), (await RunAsync(Limits with { Retries = 0 }, later, Taken), _attempts));
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        var refused = new SendOutcome.Rejected("recipient.bad-number", null);
        Assert.Equal((refused, 1), (await RunAsync(Limits, refused, Taken), _attempts));
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_unclear()
    {
        var pipeline = new SendPipeline(Limits with { Retries = 0, Timeout = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
        var outcome = await pipeline.RunAsync(
            "", async ct => { await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct); return Taken; }, TestContext.Current.CancellationToken);
        Assert.IsType<SendOutcome.Unclear>(outcome);
    }

    [Fact]
    public async Task A_provider_that_only_fails_is_left_alone_for_a_while()
    {
        var pipeline = new SendPipeline(Limits with { Retries = 0 }, TimeProvider.System);
        for (var i = 0; i < 20; i++)
            await pipeline.RunAsync("", _ => Task.FromResult<SendOutcome>(new SendOutcome.TryLater("provider.busy", null)), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => pipeline.RunAsync("", _ => Task.FromResult(Taken), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task One_of_our_senders_sends_no_faster_than_it_may_and_others_do_not_wait_for_it(int perSecond)
    {
        var pipeline = new SendPipeline(Limits with { PerSenderPerSecond = perSecond }, TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, perSecond * 2).Select(_ => SendAsync("busy")));
        // A second's worth at once, the next one over a second. The limiter keeps its own time; how long beyond that a busy machine takes says nothing.
        Assert.True(TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(0.8));
        Assert.Equal(Taken, await SendAsync("other"));

        Task<SendOutcome> SendAsync(string sender) => pipeline.RunAsync(sender, _ => Task.FromResult(Taken), TestContext.Current.CancellationToken);
    }

    private Task<SendOutcome> RunAsync(SendLimits limits, params SendOutcome[] outcomes) => new SendPipeline(limits, TimeProvider.System).RunAsync(
        "", _ => Task.FromResult(outcomes[_attempts++]), TestContext.Current.CancellationToken);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Feeds;
using Omnichannel.Hosting;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Feeds;

/// <summary>Webhooks over a log of their own, with a clock that is moved by hand, and a process that can be ended and begun.</summary>
internal sealed class WebhookBench : IAsyncDisposable
{
    private readonly WebhookProjection _projection = new();
    private readonly StreamStates _states = new();
    private readonly ServiceProvider _clients;
    private Subscription? _following;
    private WebhookFeed? _feed;

    public WebhookBench(params string[] allowedHosts)
    {
        var options = new WebhookOptions { AllowedHosts = allowedHosts };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGuardedHttp(WebhookOptions.Client, _ => options.Allows);
        _clients = services.BuildServiceProvider();
        Places = new WebhookCheckpoints(Log.ReadModels);
        Handler = new CommandHandler(Log.Store, _states);
        Sender = new WebhookSender(_clients.GetRequiredService<IHttpClientFactory>(), options, Time);
    }

    public FollowedLog Log { get; } = new();

    public WatchedTime Time { get; } = new(Moment.Noon);

    public WebhookCheckpoints Places { get; }

    public CommandHandler Handler { get; }

    private WebhookSender Sender { get; }

    /// <summary>Begins to deliver, as a process that starts.</summary>
    public async Task StartAsync()
    {
        _following ??= await Log.FollowAsync(_projection);
        var runner = new WebhookRunner(Log.Store, Log.Store, Handler, Places, Sender, Time);
        var clock = new ReadYourWrites(Log.ReadModels, Log.Progress, TimeProvider.System);
        _feed = new WebhookFeed(Log.ReadModels, _projection, clock, Places, runner, NullLogger<WebhookFeed>.Instance);
        await _feed.StartAsync(CancellationToken.None);
    }

    /// <summary>Ends as a process that is killed: what is under way is cut off, and nothing is saved any more.</summary>
    public async Task StopAsync()
    {
        if (_feed is not null)
            await _feed.StopAsync(CancellationToken.None);
        _feed?.Dispose();
        _feed = null;
    }

    public async Task<Guid> CreateAsync(Uri url, long after = 0, bool showsPersonal = true, params string[] types)
    {
        var id = Guid.NewGuid();
        await DoAsync(new WebhookEvent.Created(id, url.ToString(), types, [], after, showsPersonal, "anna", Secret, Time.GetUtcNow()), id);
        return id;
    }

    public static byte[] Secret { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public async Task DoAsync(WebhookEvent command, Guid id)
    {
        var handled = await Handler.HandleAsync(
            WebhookDecider.At(id), command, CommandContext.First(Guid.NewGuid(), "anna", Time.GetUtcNow()), CancellationToken.None);
        Xunit.Assert.Null(handled.Refusal);
    }

    public async Task<WebhookState> StateAsync(Guid id) =>
        (await Handler.LoadAsync(WebhookDecider.At(id), CancellationToken.None)).State;

    public async Task<WebhookCheckpoint> PlaceAsync(Guid id)
    {
        await Places.EnsureAsync(CancellationToken.None);
        return await Places.FindAsync(id, await StateAsync(id), CancellationToken.None);
    }

    /// <summary>The attempts, the oldest first.</summary>
    public async Task<List<WebhookDelivery>> DeliveriesAsync(Guid id) =>
        [.. (await Places.ListAsync(id, null, 1_000, CancellationToken.None)).Select(one => one.Delivery).Reverse()];

    /// <summary>Returns once this many attempts failed for the event that is next.</summary>
    public Task FailedAsync(Guid id, int attempts) => Eventually.TrueAsync(async () => (await PlaceAsync(id)).Attempt == attempts);

    public Task PausedAsync(Guid id, string reason) => Eventually.TrueAsync(async () => (await StateAsync(id)).PausedBecause == reason);

    /// <summary>Returns once what is saved is at this position or beyond.</summary>
    public Task ReachedAsync(Guid id, long position) => Eventually.TrueAsync(async () => (await PlaceAsync(id)).Position >= position);

    /// <summary>A timer that is set only after this would wait from there on: so what is waited for has to be waiting.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Time.IsWaitedFor));
        Time.Advance(by);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_following is not null)
            await _following.StopAsync(CancellationToken.None);
        _following?.Dispose();
        _states.Dispose();
        await _clients.DisposeAsync();
        await Log.DisposeAsync();
    }
}

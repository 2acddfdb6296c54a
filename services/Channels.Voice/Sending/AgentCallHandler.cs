using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Voice;

/// <summary>
/// Carries out what agents want of the telephone network: a waiting caller, or a call-back. The agent sits at the phone: what does not
/// succeed within seconds is reported as failed, and any agent can try again.
/// </summary>
internal sealed class AgentCallHandler(TwilioCallControl control, TwilioVoiceOptions options, IIntake intake, TimeProvider time)
    : IHandle<ConnectCall>, IHandle<PlaceCallback>
{
    /// <summary>After this nobody sits at that phone any more.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int Attempts = 3;
    private const int RingTime = 30;

    public static void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddQueue<ConnectCall, AgentCallHandler>("voice.connect-call");
        bus.AddQueue<PlaceCallback, AgentCallHandler>("voice.place-callback");
    }

    public async Task HandleAsync(ConnectCall message, Delivery delivery, CancellationToken ct)
    {
        var url = DialAgent.UrlFor(message, options);
        var problem = await TryAsync(message.At, async isRepeat =>
        {
            var outcome = await control.DequeueAsync(message.Queue, message.ProviderCallId, url, ct);
            // What is gone at a second attempt was connected by the first, or the caller left: the call itself reports either.
            return outcome == ControlOutcome.Gone && (isRepeat || delivery.Redelivered) ? ControlOutcome.Done : outcome;
        }, ct);
        if (problem is not null)
            await ReportAsync(message.Provider, message.ProviderCallId, message.PickupId, problem);
    }

    public async Task HandleAsync(PlaceCallback message, Delivery delivery, CancellationToken ct)
    {
        var context = CallbackContext.Of(message);
        var problem = await TryAsync(message.At, async isRepeat =>
        {
            // A request to call has no id that Twilio would recognize: before a second one the list of calls is searched.
            if ((isRepeat || delivery.Redelivered) && await control.HasRungAsync(message.Phone, message.At, ct) is not false and var known)
                return known == true ? ControlOutcome.Done : ControlOutcome.Unclear;
            return await control.RingAsync(
                message.Phone, message.Ours, context.Url(options, "call-back"), context.Url(options, "call-back-status"), RingTime, ct);
        }, ct);
        if (problem is not null)
            await ReportAsync(message.Provider, message.ProviderCallId, message.PickupId, problem);
    }

    /// <summary>Null = done; else a stable reason.</summary>
    private async Task<string?> TryAsync(DateTimeOffset orderedAt, Func<bool, Task<ControlOutcome>> attempt, CancellationToken ct)
    {
        if (time.GetUtcNow() - orderedAt > Latest)
            return "order.late";
        for (var made = 0; made < Attempts; made++)
        {
            if (made > 0)
                await Task.Delay(Pause, time, ct);
            switch (await attempt(made > 0))
            {
                case ControlOutcome.Done:
                    return null;
                case ControlOutcome.Gone:
                    return "call.not-waiting";
                case ControlOutcome.Refused:
                    return "provider.refused";
            }
        }

        return "provider.unreachable";
    }

    private Task ReportAsync(string provider, string callId, Guid takeId, string problem) => intake.AcceptAsync(
        [
            new CallHeard(
                provider, callId, CallDirection.Inbound, null, null, $"take-{takeId}-{problem}", new CallFact { Taken = new PickupOutcome(takeId, problem) },
                time.GetUtcNow()),
        ],
        CancellationToken.None);
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>What phones sent and received; as it stands, and live.</summary>
internal sealed class ShowPhones(PhoneNetwork network, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public IResult Page(int? limit, string? cursor)
    {
        var take = Paging.Limit(limit);
        var before = Paging.Parts(cursor, 1) is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : long.MaxValue;
        var (phones, position) = network.Overview();
        var rest = phones.Where(phone => phone.ChangedAt < before).Take(take + 1).ToList();
        var next = rest.Count > take ? Paging.Cursor(rest[take - 1].ChangedAt.ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Ok(new PhonePage(
            [.. rest.Take(take).Select(phone => new PhoneSummary(phone.Last.Phone, phone.Count, PhoneMessageView.Of(phone.Last)))],
            next,
            position.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A phone that never was used is an empty one, not a missing one: every number can be played.</summary>
    public IResult One(string number)
    {
        if (!PhoneNumber.IsE164(number))
            return SendFromPhone.NoNumber;
        var (messages, position) = network.Of(number);
        return Results.Ok(new PhoneView(number, position.ToString(CultureInfo.InvariantCulture), [.. messages.Select(PhoneMessageView.Of)]));
    }

    /// <summary>Each message as it is after its latest change; a slow reader misses states in between, never a message.</summary>
    /// <param name="number">Null = all phones.</param>
    public async Task LiveAsync(string? number, HttpContext http)
    {
        if (number is not null && !PhoneNumber.IsE164(number))
        {
            await SendFromPhone.NoNumber.ExecuteAsync(http);
            return;
        }

        // A reader that stays for ever must not hold up the end of the program.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var position = ServerSentEvents.ResumeFrom(http) ?? network.Position;
        var stream = await ServerSentEvents.StartAsync(http);
        try
        {
            await FollowAsync(stream, number, position, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader or the program went away: the stream just ends.
        }
    }

    private async Task FollowAsync(ServerSentEvents stream, string? number, long position, CancellationToken ct)
    {
        while (true)
        {
            // Taken before looking: whatever comes after it wakes us again.
            var seen = network.Position;
            foreach (var message in network.ChangedAfter(position, number))
            {
                position = message.Position;
                await stream.SendAsync("message", position, PhoneMessageView.Of(message));
            }

            await stream.FlushAsync();
            position = Math.Max(position, seen);
            await WaitAsync(stream, position, ct);
        }
    }

    private async Task WaitAsync(ServerSentEvents stream, long position, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await network.ChangeAsync(position).WaitAsync(KeepAlive, time, ct);
                return;
            }
            catch (TimeoutException)
            {
                await stream.KeepAliveAsync();
            }
        }
    }
}

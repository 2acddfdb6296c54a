using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The citizens' mailboxes, for people and tests that play the citizen.</summary>
internal static class MailboxRoutes
{
    /// <param name="Address">Ours, where mailboxes write to.</param>
    /// <param name="HasMailbox">True when mail can be left in our mailbox, from where it is fetched over IMAP.</param>
    internal sealed record Account(string Address, bool IsConnected, bool HasMailbox);

    /// <param name="ImapPort">Null when no mailbox is played.</param>
    internal sealed record Server(string Host, int Port, int? ImapPort);

    /// <param name="Id">The address.</param>
    internal sealed record Summary(string Id, MailboxMessage Last);

    /// <param name="Messages">Oldest first.</param>
    internal sealed record View(string Id, IReadOnlyList<MailboxMessage> Messages);

    internal sealed record Which(string MessageId);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail/server", ShowServer).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/mail/account", (MailAccount account, ImapServer imap) => new Account(account.OurMailbox, account.IsConnected, imap.Port is not null))
            .RequireScope(Scopes.Connect, Scopes.Agent)
            .WithName("ShowMailAccount").WithSummary("Whom the mailboxes write to, and whether that is connected");
        var mailboxes = routes.MapGroup("/mailboxes").RequireScope(Scopes.Connect, Scopes.Agent);
        mailboxes.MapGet("/", (Mailboxes all) => new Page<Summary>([.. all.Latest().Select(mail => new Summary(mail.Mailbox, mail)).Take(200)], null))
            .WithName("ListMailboxes").WithSummary("Mailboxes that sent or received something, the latest first");
        mailboxes.MapGet("/{address}", (string address, Mailboxes all) =>
                MailFromCitizen.IsAddress(address) ? Results.Ok(new View(address.ToLowerInvariant(), all.Of(address.ToLowerInvariant()))) : MailFromCitizen.NoMailbox)
            .Produces<View>().Refuses(422).WithName("ShowMailbox").WithSummary("What one mailbox sent and received");
        mailboxes.MapPost("/{address}/messages", (string address, MailFromCitizen.Body body, MailFromCitizen slice, CancellationToken ct) =>
                slice.WriteAsync(address.ToLowerInvariant(), body, ct))
            .Produces<MailboxMessage>(201).ProducesProblem(502).WithName("SendMail").WithSummary("The citizen sends a mail");
        mailboxes.MapPost("/{address}/bounces", (string address, Which body, MailFromCitizen slice, CancellationToken ct) =>
                slice.BounceAsync(address.ToLowerInvariant(), body.MessageId, ct))
            .Produces<MailboxMessage>().ProducesProblem(502)
            .WithName("BounceMail").WithSummary("The citizen's mail server sends a mail of ours back");
    }

    /// <summary>Where the simulated server listens, for callers with its password.</summary>
    private static IResult ShowServer(HttpContext http, MailAccount account, MailSink sink, ImapServer imap)
    {
        var told = http.Request.Headers.Authorization.ToString();
        return CryptographicOperations.FixedTimeEquals(Hash(told), Hash($"Basic {account.Mail.Credentials}"))
            ? Results.Ok(new Server("127.0.0.1", sink.Port, imap.Port))
            : Problems.Of(401, "access.key-unknown", "This route is for the e-mail service.");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

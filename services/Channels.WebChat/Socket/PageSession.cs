using System.Net.WebSockets;

namespace Omnichannel.Channels.WebChat;

/// <summary>The talk with one page, from its hello to its end.</summary>
internal sealed class PageSession(
    VisitorAuthentication authentication, OpenPages pages, HistoryLookup history, FrameDispatcher dispatcher, WebChatOptions options, TimeProvider time)
{
    private const int LongestLanguage = 35;
    private static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(10);

    /// <param name="address">Of the other end of the connection.</param>
    public async Task RunAsync(ChatSocket socket, string address, CancellationToken stopping)
    {
        if (await HelloAsync(socket) is not { } hello)
            return;
        var admitted = await authentication.AdmitAsync(hello.Token, hello.Identity);
        if (pages.TryOpen(admitted.Visitor, socket) is not { } page)
        {
            socket.Send(new ServerFrame.Error("sockets.too-many", $"At most {OpenPages.MaxOfVisitor} pages of one visitor can be open.", RetryAfter: 30));
            socket.Close(ChatSocket.TryAgainLater, "sockets.too-many");
            return;
        }

        try
        {
            if (admitted.IdentityWasWrong)
                socket.Send(new ServerFrame.Error("identity.wrong", "The proof of identity is wrong or too old; you are not signed in."));
            // The page is among the open ones by now: what is said while the history is fetched is not missed.
            page.Welcome(admitted, await history.FindAsync(page.Visitor, stopping), PageLimits.Of(options), options.Opening.IsOpen(time.GetUtcNow()));
            await dispatcher.ListenAsync(page, socket, new PageOrigin(LanguageOf(hello), address), stopping);
        }
        finally
        {
            pages.Remove(page);
        }
    }

    private async Task<PageFrame.Hello?> HelloAsync(ChatSocket socket)
    {
        await using var late = time.CreateTimer(
            _ => socket.Close(WebSocketCloseStatus.PolicyViolation, "hello.late"), null, HelloWithin, Timeout.InfiniteTimeSpan);
        if (await socket.ReceiveAsync() is not { } frame)
            return null;
        if (FrameJson.Read(frame.Span) is PageFrame.Hello hello)
            return hello;
        socket.Send(new ServerFrame.Error("hello.missing", "The first frame has to be a hello."));
        socket.Close(WebSocketCloseStatus.PolicyViolation, "hello.missing");
        return null;
    }

    private static string? LanguageOf(PageFrame.Hello hello) =>
        hello.Language is { Length: > 0 and <= LongestLanguage } language && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? language
            : null;
}

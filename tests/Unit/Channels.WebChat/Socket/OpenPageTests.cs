using System.Net.WebSockets;
using System.Text.Json;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class OpenPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Conversation = Guid.Parse("0b0cb1c4-7a0f-8c10-9a4b-6f2f6c0f1a99");
    private static readonly AttachmentLinks Links = new(
        new AdminKey("om_0123456789abcdef", null, false), new AttachmentOptions { PublicUrl = "https://chat.example" }, new StoppedClock());
    private readonly Visitor _visitor = Visitor.NewAnonymous();

    [Fact]
    public async Task Lines_that_come_before_the_history_are_shown_after_it()
    {
        var frames = await FramesOfAsync(page =>
        {
            page.Show(Reply(2));
            Welcome(page, [Reply(1)]);
            page.Show(Reply(3));
        });
        Assert.Equal(["welcome", "line", "line"], frames.Select(frame => frame.GetProperty("type").GetString()));
        Assert.Equal("reply 1", frames[0].GetProperty("history")[0].GetProperty("text").GetString());
        Assert.Equal(["reply 2", "reply 3"], frames.Skip(1).Select(frame => frame.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_history_that_cannot_be_had_is_absent_and_not_empty()
    {
        var frames = await FramesOfAsync(page => Welcome(page, null));
        Assert.False(frames[0].TryGetProperty("history", out _));
    }

    [Fact]
    public async Task Failed_replies_are_not_shown()
    {
        var frames = await FramesOfAsync(page => Welcome(page, [Reply(1) with { State = DeliveryState.Failed }]));
        Assert.Empty(frames[0].GetProperty("history").EnumerateArray());
    }

    [Fact]
    public async Task A_page_reports_each_state_of_its_own_replies_once_and_forward() => await FramesOfAsync(page =>
    {
        Welcome(page, [Reply(1)]);
        var delivered = page.Report(Id(1), DeliveryState.Delivered, Now);
        Assert.Equal((Conversation, Id(1), DeliveryState.Delivered), (delivered!.ConversationId, delivered.MessageId, delivered.State));
        Assert.Null(page.Report(Id(1), DeliveryState.Delivered, Now));
        Assert.NotNull(page.Report(Id(1), DeliveryState.Read, Now));
        Assert.Null(page.Report(Id(1), DeliveryState.Delivered, Now));
    });

    [Fact]
    public async Task A_page_reports_nothing_of_lines_it_was_not_shown() => await FramesOfAsync(page =>
    {
        page.Show(Reply(1));
        Assert.Null(page.Report(Id(1), DeliveryState.Read, Now));
        Welcome(page, [Reply(2) with { FromCitizen = true }]);
        Assert.NotNull(page.Report(Id(1), DeliveryState.Read, Now));
        Assert.Null(page.Report(Id(2), DeliveryState.Read, Now));
        Assert.Null(page.Report(Id(3), DeliveryState.Read, Now));
    });

    [Fact]
    public async Task A_file_is_shown_as_a_signed_link_and_one_that_is_not_here_without()
    {
        var here = new Attachment("plan.pdf", "application/pdf", Attachment.UrlOf(Id(9)), 7);
        var elsewhere = new Attachment("photo.png", "image/png", "https://provider.example/secret", null);
        var frames = await FramesOfAsync(page =>
        {
            Welcome(page, null);
            page.Show(Reply(1) with { Attachments = [here, elsewhere] });
        });
        var files = frames[1].GetProperty("attachments");
        Assert.StartsWith($"/attachments/{Id(9)}?until=", files[0].GetProperty("url").GetString());
        Assert.False(files[1].TryGetProperty("url", out _));
    }

    [Fact]
    public async Task A_page_hears_what_agents_do_once_it_is_welcome()
    {
        var frames = await FramesOfAsync(page =>
        {
            page.Signal(ChatSign.Typing, Now);
            Welcome(page, null);
            page.Signal(ChatSign.Seen, Now);
        });
        Assert.Equal(["welcome", "signal"], frames.Select(frame => frame.GetProperty("type").GetString()));
        Assert.Equal("seen", frames[1].GetProperty("sign").GetString());
    }

    [Fact]
    public void A_visitor_has_twenty_pages_and_gives_places_back()
    {
        var pages = new OpenPages(Links);
        using var webSocket = new RecordingSocket();
        using var socket = new ChatSocket(webSocket);
        var open = Enumerable.Range(0, 20).Select(_ => pages.TryOpen(_visitor, socket)).ToList();
        Assert.All(open, Assert.NotNull);
        Assert.Null(pages.TryOpen(_visitor, socket));
        Assert.NotNull(pages.TryOpen(Visitor.NewAnonymous(), socket));
        pages.Remove(open[0]!);
        Assert.NotNull(pages.TryOpen(_visitor, socket));
    }

    [Fact]
    public async Task A_page_that_does_not_read_is_let_go()
    {
        using var webSocket = new RecordingSocket();
        using var socket = new ChatSocket(webSocket);
        for (var i = 0; i < 101; i++)
            socket.Send(new ServerFrame.Pong());
        await socket.PumpAsync();
        Assert.Empty(webSocket.Sent);
        Assert.Equal((WebSocketCloseStatus)1013, webSocket.CloseStatus);
    }

    private async Task<IReadOnlyList<JsonElement>> FramesOfAsync(Action<OpenPage> act)
    {
        using var webSocket = new RecordingSocket();
        using var socket = new ChatSocket(webSocket);
        act(new OpenPage(_visitor, socket, Links));
        socket.Close(WebSocketCloseStatus.NormalClosure, "");
        await socket.PumpAsync();
        return [.. webSocket.Sent.Select(frame => JsonSerializer.Deserialize<JsonElement>(frame))];
    }

    private void Welcome(OpenPage page, IReadOnlyList<ChatLine>? history) => page.Welcome(Admitted(), history, new PageLimits(1, 1, 1, 1), isOpen: true);

    private AuthenticatedVisitor Admitted() => new(_visitor, "token", "key", false);

    private static ChatLine Reply(int number) => new(Id(number), Conversation, false, null, $"reply {number}", Now, DeliveryState.Accepted);

    private static Guid Id(int number) => DerivedId.From("reply", $"{number}");
}

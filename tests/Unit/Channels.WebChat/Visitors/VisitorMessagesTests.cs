using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorMessagesTests
{
    private static readonly Visitor Citizen = Visitor.OfUser("+447946000001", [ContactPoint.Of("sms", "+447946000001")]);
    private readonly StoppedClock _clock = new();
    private readonly Ledger _ledger = new();
    private static readonly WebChatOptions Options = new() { SessionKey = "0123456789abcdef"u8.ToArray() };
    private static readonly PageOrigin Page = new("en", "192.0.2.1");
    private readonly VisitorMessages _words;

    // Telling other pages is the bus's, and not tried here.
    public VisitorMessagesTests() =>
        _words = new VisitorMessages(_ledger, publisher: null!, new VisitorRates(Options, _clock), Options, _clock, NullLogger<VisitorMessages>.Instance);

    [Fact]
    public async Task Words_are_acknowledged_only_when_they_are_durable()
    {
        var durable = new TaskCompletionSource();
        _ledger.Durable = durable.Task;
        var taking = TakeAsync("c1", "hello");
        Assert.False(taking.IsCompleted);
        durable.SetResult();
        Assert.Equal("c1", Assert.IsType<ServerFrame.Ack>((await taking).Answer).ClientId);
    }

    [Fact]
    public async Task Words_that_could_not_be_kept_are_to_be_sent_again()
    {
        _ledger.Durable = Task.FromException(new BusUnavailableException("away", new IOException()));
        var taken = await TakeAsync("c1", "hello");
        var error = Assert.IsType<ServerFrame.Error>(taken.Answer);
        Assert.Equal(("message.not-kept", "c1"), (error.Code, error.ClientId));
        Assert.NotNull(error.RetryAfter);
        Assert.Null(taken.Line);
    }

    [Fact]
    public async Task The_same_words_again_are_the_same_message()
    {
        await TakeAsync("c1", "hello");
        await TakeAsync("c1", "hello");
        await TakeAsync("c2", "hello");
        await _words.AcceptAsync(Visitor.NewAnonymous(), new PageFrame.Send("c1", "hello"), Page, CancellationToken.None);
        Assert.Equal(MessageHeard.IdOf("webchat", "webchat", "user:+447946000001/c1"), _ledger.Heard[0].MessageId);
        Assert.Equal(_ledger.Heard[0].MessageId, _ledger.Heard[1].MessageId);
        Assert.Equal(3, _ledger.Heard.Select(heard => heard.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_heard_brings_the_proven_addresses_and_no_visitor_id_where_feeds_show_it()
    {
        await TakeAsync("c1", "STOP");
        var heard = Assert.Single(_ledger.Heard);
        Assert.Equal(new ContactPoint("webchat", "user:+447946000001"), heard.From);
        Assert.Equal(Citizen.Proven, heard.Proven);
        Assert.Equal("c1", heard.ProviderMessageId);
        Assert.Null(heard.Keyword);
    }

    [Theory]
    [InlineData("c1", "", "text.empty")]
    [InlineData("c1", " \n ", "text.empty")]
    [InlineData("c1", null, "text.empty")]
    [InlineData("", "hello", "client-id.wrong")]
    [InlineData("a b", "hello", "client-id.wrong")]
    [InlineData("a/b", "hello", "client-id.wrong")]
    [InlineData(null, "hello", "client-id.wrong")]
    public async Task Words_that_are_none_are_refused(string? clientId, string? text, string code)
    {
        var taken = await TakeAsync(clientId, text);
        Assert.Equal(code, Assert.IsType<ServerFrame.Error>(taken.Answer).Code);
        Assert.Empty(_ledger.Heard);
    }

    [Fact]
    public async Task A_message_has_at_most_four_thousand_characters()
    {
        Assert.IsType<ServerFrame.Ack>((await TakeAsync("c1", new string('x', 4_000))).Answer);
        Assert.Equal("text.too-long", Assert.IsType<ServerFrame.Error>((await TakeAsync("c2", new string('x', 4_001))).Answer).Code);
    }

    [Fact]
    public async Task Who_writes_too_fast_is_told_when_to_go_on()
    {
        for (var i = 0; i < 20; i++)
            await TakeAsync($"c{i}", "hello");
        var error = Assert.IsType<ServerFrame.Error>((await TakeAsync("c20", "hello")).Answer);
        Assert.Equal(("rate.limited", "c20", 10), (error.Code, error.ClientId, error.RetryAfter));
        Assert.Equal(20, _ledger.Heard.Count);
    }

    [Fact]
    public async Task What_was_filled_in_comes_with_the_message_and_proves_nothing()
    {
        await TakeAsync(new PageFrame.Send("c1", "hello")
        {
            Form = new Dictionary<string, string?> { ["name"] = " Anna ", ["email"] = "Anna@Example.org", ["topic"] = "waste", ["empty"] = " ", ["none"] = null },
        });
        var heard = Assert.Single(_ledger.Heard);
        Assert.Equal("Anna", heard.Details!.SenderName);
        Assert.Equal(new ContactPoint("email", "anna@example.org"), heard.Details.ReplyTo);
        Assert.Equal("""{"name":"Anna","email":"Anna@Example.org","topic":"waste"}""", heard.Details.Form);
        Assert.Equal(Citizen.Proven, heard.Proven);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\nBcc: b@example.org")]
    public async Task Nobody_is_written_to_at_what_is_no_address(string email)
    {
        await TakeAsync(new PageFrame.Send("c1", "hello") { Form = new Dictionary<string, string?> { ["email"] = email } });
        Assert.Null(Assert.Single(_ledger.Heard).Details!.ReplyTo);
    }

    [Fact]
    public async Task A_form_of_any_size_keeps_no_message_from_coming()
    {
        var form = Enumerable.Range(0, 100).ToDictionary(i => $"field{i}", string? (i) => new string('x', i == 0 ? 10_000 : 10));
        form[new string('n', 1_000)] = "x";
        Assert.IsType<ServerFrame.Ack>((await TakeAsync(new PageFrame.Send("c1", "hello") { Form = form })).Answer);
        Assert.True(Assert.Single(_ledger.Heard).Details!.Form!.Length < 1_000);
    }

    [Fact]
    public async Task An_answer_that_was_chosen_is_told_with_its_id()
    {
        await TakeAsync(new PageFrame.Send("c1", "Tomorrow") { Choice = new PageFrame.PageChoice("t1", "Tomorrow") });
        Assert.Equal(new Choice("t1", "Tomorrow"), Assert.Single(_ledger.Heard).Details!.Choice);
    }

    [Fact]
    public async Task A_file_goes_with_the_message_of_who_sent_it_and_of_nobody_else()
    {
        var plan = new Attachment("plan.pdf", "application/pdf", Attachment.UrlOf(Guid.Empty), 7);
        var ticket = AttachmentTicket.Write(Citizen, plan, Options.SessionKey);
        Assert.IsType<ServerFrame.Ack>((await TakeAsync(new PageFrame.Send("c1", null) { Attachments = [ticket] })).Answer);
        Assert.Equal(plan, Assert.Single(Assert.Single(_ledger.Heard).Attachments));
        var anothers = AttachmentTicket.Write(Visitor.NewAnonymous(), plan, Options.SessionKey);
        foreach (var wrong in new[] { anothers, ticket + "x", "", null, VisitorToken.Write(Citizen, Options.SessionKey, _clock.GetUtcNow()) })
        {
            var taken = await TakeAsync(new PageFrame.Send("c2", "hello") { Attachments = [wrong] });
            Assert.Equal("attachment.unknown", Assert.IsType<ServerFrame.Error>(taken.Answer).Code);
        }

        var many = await TakeAsync(new PageFrame.Send("c3", "hello") { Attachments = [ticket, ticket, ticket, ticket, ticket, ticket] });
        Assert.Equal("attachments.too-many", Assert.IsType<ServerFrame.Error>(many.Answer).Code);
    }

    private Task<VisitorMessages.Accepted> TakeAsync(string? clientId, string? text) =>
        TakeAsync(new PageFrame.Send(clientId, text));

    private Task<VisitorMessages.Accepted> TakeAsync(PageFrame.Send send) => _words.AcceptAsync(Citizen, send, Page, CancellationToken.None);

    private sealed class Ledger : IIntake
    {
        public Task Durable { get; set; } = Task.CompletedTask;

        public List<MessageHeard> Heard { get; } = [];

        public async Task AcceptAsync(IReadOnlyList<IInboundFact> heard, CancellationToken ct)
        {
            await Durable;
            Heard.AddRange(heard.Cast<MessageHeard>());
        }
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Channels.WebChat;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorWordsTests
{
    private static readonly Visitor Citizen = Visitor.OfUser("+447946000001", [ContactPoint.Of("sms", "+447946000001")]);
    private readonly StoppedClock _clock = new();
    private readonly Ledger _ledger = new();
    private readonly VisitorWords _words;

    // Telling other pages is the bus's, and not tried here.
    public VisitorWordsTests() =>
        _words = new VisitorWords(_ledger, publisher: null!, new SendRate(_clock), _clock, NullLogger<VisitorWords>.Instance);

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
        await _words.TakeAsync(Visitor.NewAnonymous(), new PageFrame.Send("c1", "hello"), null, CancellationToken.None);
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

    private Task<VisitorWords.Taken> TakeAsync(string? clientId, string? text) =>
        _words.TakeAsync(Citizen, new PageFrame.Send(clientId, text), "en", CancellationToken.None);

    private sealed class Ledger : IAcceptance
    {
        public Task Durable { get; set; } = Task.CompletedTask;

        public List<MessageHeard> Heard { get; } = [];

        public async Task AcceptAsync(IReadOnlyList<IHeard> heard, CancellationToken ct)
        {
            await Durable;
            Heard.AddRange(heard.Cast<MessageHeard>());
        }
    }
}

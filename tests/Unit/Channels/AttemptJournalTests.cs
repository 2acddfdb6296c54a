using Microsoft.Extensions.Configuration;
using Omnichannel.Channels;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class AttemptJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omnichannel").FullName;

    private static readonly SendMessage Message = new(
        DerivedId.From("message"), DerivedId.From("conversation"), "whatsapp", new ContactPoint("phone", "+1"), null, "hi", [], 2, ManualTime.Noon);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_never_left_is_known_not_to_have() => Assert.Null(Journal().Find(Message));

    [Fact]
    public async Task What_was_taken_is_remembered_with_its_id_also_by_another_process()
    {
        await Journal().RunAsync(Message, () => Outcome(new SendOutcome.Accepted("wamid.1")));
        Assert.Equal(new SendOutcome.Accepted("wamid.1"), Journal().Find(Message));
        Assert.Equal(new SendOutcome.Accepted("wamid.1"), await Journal().RunAsync(Message, () => throw new InvalidOperationException("Sent twice.")));
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again()
    {
        await Journal().RunAsync(Message, () => Outcome(new SendOutcome.TryLater("provider.busy", null)));
        Assert.Null(Journal().Find(Message));
        Assert.Equal(new SendOutcome.Accepted("wamid.1"), await Journal().RunAsync(Message, () => Outcome(new SendOutcome.Accepted("wamid.1"))));
    }

    [Fact]
    public async Task What_was_under_way_in_a_crash_is_unclear_and_is_not_sent_again()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Journal().RunAsync(Message, () => throw new InvalidOperationException("Killed.")));
        Assert.IsType<SendOutcome.Unclear>(Journal().Find(Message));
        Assert.IsType<SendOutcome.Unclear>(await Journal().RunAsync(Message, () => throw new InvalidOperationException("Sent twice.")));
    }

    [Fact]
    public async Task Days_that_nobody_asks_about_any_more_are_forgotten()
    {
        await Journal().RunAsync(Message, () => Outcome(new SendOutcome.Accepted("old")));
        await Journal().RunAsync(Message with { WrittenAt = ManualTime.Noon.AddDays(4) }, () => Outcome(new SendOutcome.Accepted("new")));
        Assert.Null(Journal().Find(Message));
    }

    private AttemptJournal Journal() => new(new ConfigurationBuilder().AddInMemoryCollection([new("OMNICHANNEL_DATA", _folder)]).Build());

    private static Task<SendOutcome> Outcome(SendOutcome outcome) => Task.FromResult(outcome);
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Testing;
using Xunit;
using static Omnichannel.Integration.Stores.PlainEvents;

namespace Omnichannel.Integration.Stores;

/// <summary>What sealing promises over every store and with both databases of keys.</summary>
public abstract class SealingContract : IAsyncLifetime
{
    private static readonly ContactPoint Number = new("phone", "+447946000001");
    private readonly List<IAsyncDisposable> _opened = [];
    private PersonalKeys _keys = null!;
    private SealedEventStore _store = null!;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("omnichannel").FullName;

    private protected IStoreUnderTest Plain { get; private set; } = null!;

    private Guid Anna => DerivedId.From("anna", Plain.Scope);

    private Guid Bob => DerivedId.From("bob", Plain.Scope);

    private protected abstract Task<IStoreUnderTest> OpenStoreAsync();

    private protected abstract PersonalKeyStore NewKeyStore();

    public async ValueTask InitializeAsync()
    {
        Plain = await OpenStoreAsync();
        (_store, _keys) = await ProcessAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            await opened.DisposeAsync();
        if (Plain is not null)
            await Plain.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_personal_is_nowhere_below_and_comes_back_above()
    {
        var stream = Conversation(1);
        var said = Received("my secret words");
        await AppendAsync(_store, stream, 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), said);
        foreach (var below in await ReadAsync(Plain.Store, stream))
        {
            Assert.DoesNotContain("secret", below, StringComparison.Ordinal);
            Assert.DoesNotContain("7946", below, StringComparison.Ordinal);
        }

        Assert.Equivalent(said, (await EventsAsync(_store, stream))[1], strict: true);
        Assert.Contains((await AllAsync(_store)).OfType<ConversationEvent.MessageReceived>(), one => one.Text == "my secret words");
    }

    [Fact]
    public async Task Once_the_key_is_destroyed_its_fields_are_empty_and_everybody_else_s_are_not()
    {
        await AppendAsync(_store, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("hers"));
        await AppendAsync(_store, Conversation(2), 0, new ConversationEvent.Opened(Bob, 1, "sms", Moment.Noon), Received("his"));
        await AppendAsync(_store, new StreamName("citizen", Anna), 0, new CitizenEvent.ProfileChanged("Anna", "de", "x", Moment.Noon));
        await _keys.DestroyAsync([Anna], CancellationToken.None);

        var hers = Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(_store, Conversation(1)))[1]);
        Assert.Equal((ContactPoint.ErasedOne, "", null, "SM1"), (hers.From, hers.Text, hers.Language, hers.ProviderMessageId));
        Assert.Empty(hers.Attachments);
        Assert.Null(Assert.IsType<CitizenEvent.ProfileChanged>(Assert.Single(await EventsAsync(_store, new StreamName("citizen", Anna)))).Name);
        Assert.Equal("his", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(_store, Conversation(2)))[1]).Text);
        Assert.Equal(5, (await AllAsync(_store)).Count);
    }

    [Fact]
    public async Task Nothing_is_sealed_for_somebody_whose_key_was_destroyed_and_no_key_is_made_again()
    {
        await _keys.DestroyAsync([Anna], CancellationToken.None);
        await AppendAsync(_store, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("too late"));
        Assert.Equal("", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(_store, Conversation(1)))[1]).Text);
        Assert.DoesNotContain("\"box\"", (await ReadAsync(Plain.Store, Conversation(1)))[1], StringComparison.Ordinal);
        Assert.Null(await (await ProcessAsync()).Keys.TakeAsync(Anna, CancellationToken.None));
    }

    [Fact]
    public async Task Another_process_that_remembers_the_key_honours_its_destruction()
    {
        var (other, otherKeys) = await ProcessAsync();
        await AppendAsync(other, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("hers"));
        Assert.NotNull(await _keys.TakeAsync(Anna, CancellationToken.None));
        await _keys.DestroyAsync([Anna], CancellationToken.None);
        await Eventually.TrueAsync(async () => await otherKeys.TakeAsync(Anna, CancellationToken.None) is null);
        Assert.Equal("", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(other, Conversation(1)))[1]).Text);
    }

    [Fact]
    public async Task Processes_that_make_the_same_keys_at_once_have_the_same_keys()
    {
        var (_, otherKeys) = await ProcessAsync();
        var subjects = Enumerable.Range(0, 200).Select(i => DerivedId.From("subject", $"{i}")).ToArray();
        var made = await Task.WhenAll(subjects.Concat(subjects.Reverse()).Select((subject, i) => Task.Run(async () =>
            (subject, key: await (i % 2 == 0 ? _keys : otherKeys).TakeAsync(subject, CancellationToken.None)))));
        foreach (var same in made.GroupBy(one => one.subject))
            Assert.Single(same.Select(one => Convert.ToHexString(one.key!)).Distinct());
        Assert.Equal(200, made.Select(one => Convert.ToHexString(one.key!)).Distinct().Count());
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("bytes")]
    public async Task A_box_that_was_moved_or_changed_does_not_open_and_everything_goes_on(string what)
    {
        await AppendAsync(_store, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), new ConversationEvent.NoteAdded(Anna, "the note", "x", Moment.Noon));
        var below = (await RecordedAsync(Plain.Store, Conversation(1)))[1];
        var content = Encoding.UTF8.GetString(below.Content.Span);
        var forged = new NewEvent(
            what == "id" ? DerivedId.From("forged") : below.Id,
            what == "type" ? "conversation.message-edited.v1" : below.Type,
            Encoding.UTF8.GetBytes(what == "bytes" ? Flip(content) : content), below.Context);
        // A store of its own, for an id that is known would be a repeat.
        await using var forging = new SqliteUnderTest(":memory:");
        var stream = what == "stream" ? Conversation(2) : Conversation(1);
        await forging.Store.AppendAsync(new AppendRequest(stream, 0, [forged]), CancellationToken.None);
        var reading = new SealedEventStore(forging.Store, _keys, NullLogger<SealedEventStore>.Instance);
        var read = Assert.Single(await EventsAsync(reading, stream));
        Assert.Equal("", read is ConversationEvent.NoteAdded note ? note.Text : Assert.IsType<ConversationEvent.MessageEdited>(read).Text);
    }

    [Fact]
    public async Task What_is_imported_is_sealed_like_everything_else()
    {
        using var import = new SealedImport((IEventImport)Plain.Store, Plain.Store, _keys);
        var events = new object[] { new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("brought along"), Received("and more") };
        await import.ImportAsync(
            [.. events.Select((e, i) => new ImportedEvent(Conversation(1), i + 1, new NewEvent(
                DerivedId.From("imported", $"{i}"), EventCatalog.NameOf(e), EventCatalog.Serialize(e), new EventContext(Moment.Noon, null, null, "x", null))))],
            CancellationToken.None);
        Assert.DoesNotContain("brought", (await ReadAsync(Plain.Store, Conversation(1)))[1], StringComparison.Ordinal);
        Assert.Equal(
            ["brought along", "and more"], (await EventsAsync(_store, Conversation(1))).OfType<ConversationEvent.MessageReceived>().Select(one => one.Text));
        await _keys.DestroyAsync([Anna], CancellationToken.None);
        Assert.Equal(["", ""], (await EventsAsync(_store, Conversation(1))).OfType<ConversationEvent.MessageReceived>().Select(one => one.Text));
    }

    [Fact]
    public async Task An_event_from_before_there_were_seals_reads_as_it_is()
    {
        await AppendAsync(Plain.Store, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("long ago"));
        Assert.Equal("long ago", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(_store, Conversation(1)))[1]).Text);
    }

    [Fact]
    public async Task What_is_nobody_s_yet_goes_with_the_stream_s_own_key_and_the_rest_with_whose_it_becomes()
    {
        var stream = new StreamName("contactpoint", DerivedId.From("point", Plain.Scope));
        var vacant = DerivedId.From("vacant");
        await AppendAsync(_store, stream, 0, Kept("before"));
        await AppendAsync(_store, stream, 1, new ContactPointEvent.Linked(Anna, Number, "first-contact", "x", Moment.Noon));
        await AppendAsync(_store, stream, 2, Kept("hers"));
        await AppendAsync(_store, stream, 3, new ContactPointEvent.Released(Anna, vacant, Moment.Noon));
        await AppendAsync(_store, stream, 4, Kept("after"));
        await _keys.DestroyAsync([Subjects.OwnOf(stream)], CancellationToken.None);
        Assert.Equal([null, "hers", "after"], await WordsAsync());
        await _keys.DestroyAsync([Anna], CancellationToken.None);
        Assert.Equal([null, null, "after"], await WordsAsync());
        await _keys.DestroyAsync([vacant], CancellationToken.None);
        Assert.Equal([null, null, null], await WordsAsync());

        async Task<List<string?>> WordsAsync() =>
            [.. (await EventsAsync(_store, stream)).OfType<ContactPointEvent.AmendmentKept>().Select(kept => kept.Text)];
    }

    [Fact]
    public async Task A_process_that_remembers_whose_a_stream_was_learns_whose_it_is()
    {
        var (other, _) = await ProcessAsync();
        var stream = new StreamName("contactpoint", DerivedId.From("point", Plain.Scope));
        await AppendAsync(other, stream, 0, new ContactPointEvent.Linked(Anna, Number, "first-contact", "x", Moment.Noon));
        await AppendAsync(_store, stream, 1, new ContactPointEvent.Released(Anna, DerivedId.From("vacant"), Moment.Noon));
        await AppendAsync(_store, stream, 2, new ContactPointEvent.Linked(Bob, Number, "first-contact", "x", Moment.Noon));
        await _keys.DestroyAsync([Anna], CancellationToken.None);
        var (fresh, freshKeys) = await ProcessAsync();
        Assert.Null(await freshKeys.TakeAsync(Anna, CancellationToken.None));
        await AppendAsync(fresh, stream, 3, Kept("his"));
        Assert.Equal("his", Assert.IsType<ContactPointEvent.AmendmentKept>((await EventsAsync(_store, stream))[3]).Text);
    }

    [Fact]
    public async Task With_a_new_epoch_everything_opens_and_copies_of_the_keys_from_before_do_not()
    {
        await AppendAsync(_store, Conversation(1), 0, new ConversationEvent.Opened(Anna, 1, "sms", Moment.Noon), Received("hers"));
        var before = Epochs().Known();
        var copies = await NewStoreAsync().FindAsync([Anna], CancellationToken.None);
        var (other, otherKeys) = await ProcessAsync();
        Assert.Equal(1, await otherKeys.RotateAsync(CancellationToken.None));

        var after = Assert.Single(Epochs().Known());
        Assert.DoesNotContain(after, before);
        Assert.ThrowsAny<CryptographicException>(() => after.Unwrap(Assert.Single(copies)));
        Assert.Equal("hers", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(other, Conversation(1)))[1]).Text);
        // The one that runs since before makes keys and opens those of others.
        await AppendAsync(_store, Conversation(2), 0, new ConversationEvent.Opened(Bob, 1, "sms", Moment.Noon), Received("his"));
        var (later, _) = await ProcessAsync();
        Assert.Equal("his", Assert.IsType<ConversationEvent.MessageReceived>((await EventsAsync(later, Conversation(2)))[1]).Text);
    }

    [Fact]
    public async Task Without_the_epoch_key_nothing_starts_and_the_words_say_why()
    {
        await _keys.TakeAsync(Anna, CancellationToken.None);
        var strange = new EpochKeys(EpochKey.New().Text, null, Directory.CreateTempSubdirectory("omnichannel").FullName);
        var said = await Assert.ThrowsAsync<InvalidOperationException>(() => PersonalKeys.OpenAsync(NewStoreAsync(), strange, TimeProvider.System, CancellationToken.None));
        Assert.Contains("OMNICHANNEL_EPOCH_KEY", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_events_than_a_page_come_in_order_with_everybody_s_words()
    {
        for (var i = 0; i < 40; i++)
        {
            var stream = Conversation(i);
            await AppendAsync(_store, stream, 0, [
                new ConversationEvent.Opened(DerivedId.From("many", $"{i}"), 1, "sms", Moment.Noon),
                .. Enumerable.Range(0, 40).Select(n => new ConversationEvent.NoteAdded(DerivedId.From($"{n}"), $"{i}/{n}", "x", Moment.Noon))]);
        }

        var (reading, _) = await ProcessAsync();
        Assert.Equal(
            Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, 40).Select(n => $"{i}/{n}")),
            (await AllAsync(reading)).OfType<ConversationEvent.NoteAdded>().Select(note => note.Text));
    }

    private async Task<(SealedEventStore Store, PersonalKeys Keys)> ProcessAsync()
    {
        var keys = await PersonalKeys.OpenAsync(NewStoreAsync(), Epochs(), TimeProvider.System, CancellationToken.None);
        return (new SealedEventStore(Plain.Store, keys, NullLogger<SealedEventStore>.Instance), keys);
    }

    private PersonalKeyStore NewStoreAsync()
    {
        var store = NewKeyStore();
        _opened.Add(store);
        return store;
    }

    private EpochKeys Epochs() => new(null, null, Folder);

    private StreamName Conversation(int number) => new("conversation", DerivedId.From("conversation", $"{Plain.Scope}{number}"));

    private static ConversationEvent.MessageReceived Received(string text) => new(
        DerivedId.From("message", text), DerivedId.From("point"), Number, "+15550100", "sms", "twilio", "SM1", text,
        [new Attachment("name.png", "image/png", "https://files.example/1", 3)], "en", null, Moment.Noon);

    private ContactPointEvent.AmendmentKept Kept(string text) =>
        new(Anna, DerivedId.From(text), Amendment.Edited, text, null, Moment.Noon);

    private static string Flip(string content)
    {
        var at = content.IndexOf("\"box\"", StringComparison.Ordinal) + 40;
        return content[..at] + (content[at] == 'A' ? 'B' : 'A') + content[(at + 1)..];
    }

    private async Task<List<object>> AllAsync(IEventStore store)
    {
        var read = new List<object>();
        await foreach (var recorded in store.ReadAllAsync(Plain.Start, EventFilter.Everything, CancellationToken.None))
            read.Add(EventCatalog.Deserialize(recorded)!);
        return read;
    }
}

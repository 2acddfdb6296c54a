using Omnichannel.Channels.Voice;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

public sealed class MenuTests
{
    private const string Head = "menu: test\nlanguages: [en-GB]\nstart: hello\nnodes:\n";

    [Fact]
    public void The_built_in_menu_has_no_mistake() => Assert.Equal("city", MenuBook.BuiltIn().For("+15550100").Name);

    [Fact]
    public void The_menu_in_the_documentation_has_no_mistake()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "channels", "voice.md"));
        var yaml = document.Split("```yaml")[1].Split("```")[0];
        Assert.Empty(MenuReader.Read("voice.md", yaml).Mistakes);
    }

    [Theory]
    [InlineData("  hello:\n    say: Hi\n    next: nowhere\n", 6, "'hello' leads to 'nowhere', which is no node of this menu.")]
    [InlineData("  hello:\n    say: Hi\n    next: again\n  again:\n    say: Hi\n    next: hello\n", 6, "a loop without a bound")]
    [InlineData("  hello:\n    record: {say: Speak}\n    next: hello\n", 6, "there is no way out")]
    [InlineData("  hello:\n    hangup: Bye\n  lost:\n    hangup: Bye\n", 8, "No way leads to 'lost'.")]
    [InlineData("  hello:\n    say: Hi\n    hangup: Bye\n", 6, "must be exactly one of")]
    [InlineData("  hello:\n    gather:\n      say: Hm\n      choices:\n        x: {title: X, next: hello}\n      otherwise: hello\n", 9, "no keys of a telephone")]
    [InlineData("  hello:\n    hangup: Bye\n    loop: 3\n", 7, "has no member 'loop'")]
    [InlineData("  hello:\n    hours: {when: {xmas: 08:00-09:00}, open: bye, closed: bye}\n  bye:\n    hangup: Bye\n", 6, "is no day")]
    [InlineData("  hello:\n    hours: {when: {mon: 18:00-09:00}, open: bye, closed: bye}\n  bye:\n    hangup: Bye\n", 6, "is no span of time")]
    [InlineData("  hello:\n    say: [\n", 7, "This is no YAML")]
    public void A_mistake_is_told_with_its_line_and_a_sentence(string nodes, int line, string sentence)
    {
        var (menu, mistakes) = MenuReader.Read("menu.yaml", Head + nodes);
        Assert.Null(menu);
        Assert.Contains(mistakes, mistake => Math.Abs(mistake.Line - line) <= 1 && mistake.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_must_be_there_in_every_language()
    {
        var (_, mistakes) = MenuReader.Read("menu.yaml", "menu: test\nlanguages: [en-GB, de-DE]\nstart: hello\nnodes:\n  hello:\n    hangup: {en-GB: Bye}\n");
        Assert.Equal("menu.yaml:6: 'hangup' has no text in de-DE.", Assert.Single(mistakes).ToString());
    }

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => MenuBook.Of([("a.yaml", Head + "  hello:\n    say: Hi\n    next: x\n"), ("b.yaml", "[]")]));
        Assert.Contains("a.yaml:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("b.yaml:1:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_menu_answers_the_numbers_that_it_names()
    {
        var book = MenuBook.Of([
            ("a.yaml", "menu: a\nnumbers: ['+1 (555) 0101']\nlanguages: [en-GB]\nstart: bye\nnodes:\n  bye:\n    hangup: Bye\n"),
            ("b.yaml", "menu: b\nlanguages: [en-GB]\nstart: bye\nnodes:\n  bye:\n    hangup: Bye\n")]);
        Assert.Equal(("a", "b", "b"), (book.For("+15550101").Name, book.For("+15550100").Name, book.For(null).Name));
    }

    [Theory]
    [InlineData("2026-03-27T06:30:00Z", false)]
    [InlineData("2026-03-27T07:30:00Z", true)]
    [InlineData("2026-03-30T06:30:00Z", true)]
    [InlineData("2026-03-30T16:00:00Z", false)]
    [InlineData("2026-03-29T09:00:00Z", false)]
    public void Office_hours_are_by_the_clock_on_the_wall_also_after_it_was_changed(string moment, bool open)
    {
        var (menu, _) = MenuReader.Read("menu.yaml", "menu: t\nlanguages: [en-GB]\ntimeZone: Europe/Berlin\nstart: hello\nnodes:\n  hello:\n    hours: {when: {mon-fri: '08:00-18:00'}, open: bye, closed: bye}\n  bye:\n    hangup: Bye\n");
        var hours = (MenuNode.Hours)menu!.Nodes["hello"];
        Assert.Equal(open, hours.When.Contains(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), menu.TimeZone, menu.Holidays));
    }

    [Fact]
    public void An_announcement_is_said_on_its_days_and_agents_phones_ring()
    {
        var bench = new VoiceBench("menu: t\nlanguages: [en-GB]\nstart: note\nnodes:\n  note:\n    announcement: {say: Closed on Friday, from: 2026-11-20, until: 2026-11-22}\n    next: agent\n  agent:\n    dial: {numbers: ['+1 555-0111'], sips: ['sip:desk@city.example'], timeout: 15}\n    next: bye\n    otherwise: bye\n  bye:\n    hangup: Bye\n");
        var on = bench.Take("", "", VoiceBench.Form(), at: new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal("Closed on Friday", VoiceBench.Spoken(on));
        Assert.Equal(2, VoiceBench.Verbs(on).Element("Dial")!.Elements().Count());
        var after = bench.Take("", "", VoiceBench.Form(), at: new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal("", VoiceBench.Spoken(after));
        var busy = bench.Follow(VoiceBench.Address(after, "Dial"), ("DialCallStatus", "busy"), ("DialCallSid", "CA2"));
        Assert.Equal("busy", VoiceBench.Fact(busy).Leg!.Status);
    }
}

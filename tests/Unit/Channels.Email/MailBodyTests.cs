using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Which parts of a mail are its words: alternatives choose a branch for each kind, everything else says something of its own.</summary>
public sealed class MailBodyTests
{
    [Fact]
    public void A_branch_that_is_chosen_keeps_all_its_texts()
    {
        var body = Body("""
            Content-Type: multipart/alternative; boundary=a

            --a

            First. Second.
            --a
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>First.</p>
            --m
            Content-Type: application/pdf; name=form.pdf

            %PDF
            --m
            Content-Type: text/html

            <p>Second.</p>
            --m--
            --a--
            """);
        Assert.Equal("First. Second.", body.Text);
        Assert.Equal("<p>First.</p>\n<p>Second.</p>", body.Html);
        Assert.Equal("form.pdf", Assert.Single(body.Files).Name);
    }

    [Fact]
    public void Two_plain_texts_of_a_branch_are_both_kept()
    {
        var body = Body("""
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: multipart/mixed; boundary=m

            --m

            First.
            --m
            Content-Type: image/png; name=a.png

            x
            --m

            Second.
            --m--
            --a
            Content-Type: text/html

            <p>First. Second.</p>
            --a--
            """);
        Assert.Equal(("First.\nSecond.", "<p>First. Second.</p>"), (body.Text, body.Html));
    }

    [Fact]
    public void What_is_there_in_one_kind_only_stands_in_the_other_at_its_place()
    {
        var body = Body("""
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <p>The <b>letter</b></p>
            --m

            Scanned & <found> clean
            --m--
            """);
        Assert.Equal("The letter\nScanned & <found> clean", body.Text);
        Assert.Equal("<p>The <b>letter</b></p>\n<p>Scanned &amp; &lt;found&gt; clean</p>", body.Html);
    }

    [Fact]
    public void Of_alternatives_the_first_of_each_kind_counts()
    {
        var body = Body("""
            Content-Type: multipart/alternative; boundary=a

            --a

            one
            --a

            two
            --a
            Content-Type: text/html

            <p>one</p>
            --a
            Content-Type: text/html

            <p>two</p>
            --a--
            """);
        Assert.Equal(("one", "<p>one</p>"), (body.Text, body.Html));
    }

    [Theory]
    [InlineData("Content-Type: text/plain; name=letter.txt\n\nHello")]
    [InlineData("Content-Disposition: inline; filename=letter.txt\n\nHello")]
    [InlineData("Content-Disposition: attachment; filename=letter.txt\n\nHello")]
    [InlineData("Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: application/pdf\n\n%PDF\n--m\nContent-Type: text/plain; name=letter.txt\n\nHello\n--m--")]
    public void A_text_with_a_name_is_the_letter_when_there_is_no_other(string mail)
    {
        var body = Body(mail);
        Assert.Equal("Hello", body.Text);
        Assert.DoesNotContain(body.Files, file => file.Name == "letter.txt");
    }

    [Theory]
    [InlineData("Content-Type: text/plain; name=list.txt", "list.txt")]
    [InlineData("Content-Disposition: attachment", null)]
    public void A_text_with_a_name_beside_a_letter_is_a_file(string header, string? name)
    {
        var body = Body($"Content-Type: multipart/mixed; boundary=m\n\n--m\n\nHello\n--m\n{header}\n\na;b\n--m--");
        Assert.Equal("Hello", body.Text);
        Assert.Equal(name, Assert.Single(body.Files).Name);
    }

    private static MailBody Body(string mail) => MailBody.Of(Mails.Parse(mail));
}
